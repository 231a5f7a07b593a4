/** Observations in, what may be said of them out. */
@NullMarked
package io.curfew.sensor.privacy;

import org.jspecify.annotations.NullMarked;
