/**
 * Observations in, what may be said of them out: all of it, sums of a minute, or counts, by the zone of the device.
 * Knows no clock.
 */
@NullMarked
package io.curfew.sensor.privacy;

import org.jspecify.annotations.NullMarked;
