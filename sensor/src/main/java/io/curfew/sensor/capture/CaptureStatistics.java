package io.curfew.sensor.capture;

/**
 * Counts of a live capture since it was opened.
 *
 * @param received frames handed over
 * @param dropped frames that the kernel or the interface dropped because nobody took them in time
 * @param failed frames on which the sink threw; anything but 0 is a bug
 */
public record CaptureStatistics(long received, long dropped, long failed) {}
