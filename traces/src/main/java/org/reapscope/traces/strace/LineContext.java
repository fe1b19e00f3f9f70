package org.reapscope.traces.strace;

/**
 * What the calls' readers may know beside the text.
 *
 * @param descriptors what the log has said about descriptors so far
 */
record LineContext(Descriptors descriptors) {}
