/** Results out: text, JSON, CSV, Markdown, SARIF, JUnit XML. Decides nothing. */
@NullMarked
package org.reapscope.reports;

import org.jspecify.annotations.NullMarked;
