/** Captures and clocks in, observations out. */
@NullMarked
package io.curfew.sensor.run;

import org.jspecify.annotations.NullMarked;
