package io.curfew.sensor.privacy;

/**
 * What became of observations that were not passed on as they are.
 *
 * @param withheld not told at all, or told already in the same minute
 * @param toldEarly sums told before their minute was over, to make room
 * @param forgotten flows and questions forgotten to make room: of these flows a little is not counted, these questions
 *     may be told again
 */
public record PrivacyCounters(long withheld, long toldEarly, long forgotten) {}
