package io.curfew.policy.memory;

import java.time.Instant;

/**
 * Observations that are far from the site's time. Whether a clock is wrong or time has passed shows when time goes on.
 *
 * @param since the first of them
 * @param reached the latest of them
 * @param siteTime the site's time when the first came
 */
public record Leap(Instant since, Instant reached, Instant siteTime) {}
