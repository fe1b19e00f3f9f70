package org.reapscope.analyzer.result;

/**
 * One way to wait for the deaths that the log shows, and what it would cost without a tracer.
 *
 * @param name short and stable: {@code as recorded}, {@code pidfd}, {@code drain}, {@code autoreap}
 * @param how in words
 * @param waits wait calls
 * @param otherCalls calls that set up and tear down what it needs, such as epoll_ctl and close
 * @param scanned tasks that Linux 5.13 and later considers
 * @param scannedBefore513 tasks that Linux up to 5.12 considers
 * @param seconds predicted by the calibration, NaN without one
 * @param secondsLow lower end of the prediction interval, from the spread of the calibration
 * @param secondsHigh upper end
 * @param needs what it takes
 */
public record Alternative(
    String name,
    String how,
    long waits,
    long otherCalls,
    long scanned,
    long scannedBefore513,
    double seconds,
    double secondsLow,
    double secondsHigh,
    String needs) {}
