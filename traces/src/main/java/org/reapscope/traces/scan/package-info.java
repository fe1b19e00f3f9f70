/**
 * The hot path: bytes in, lines and numbers out, nothing allocated per line.
 *
 * <p>Measured reasons: a String per line costs three times the CPU of the whole scan; a reused
 * buffer holds resident memory flat where mapping shows the file's size; an eight-byte step finds
 * newlines at a third of the cost of a byte loop; of a log of all system calls nineteen lines in
 * twenty are of no use, and a name compared as two words tells so before anything else of the line
 * is read. Chunks of a quarter of a megabyte stay in a processor's cache between the thread that
 * sifts them and the one that reads what is left.
 */
@NullMarked
package org.reapscope.traces.scan;

import org.jspecify.annotations.NullMarked;
