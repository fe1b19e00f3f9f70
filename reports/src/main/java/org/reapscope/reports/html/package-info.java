/** The page: one self-contained HTML document, from templates that escape by default. */
@NullMarked
package org.reapscope.reports.html;

import org.jspecify.annotations.NullMarked;
