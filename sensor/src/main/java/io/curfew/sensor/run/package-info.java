/**
 * A sensor at work: a live interface or a capture on one side, an outbox on the other, the pipeline and the sensor's
 * health in between.
 */
@NullMarked
package io.curfew.sensor.run;

import org.jspecify.annotations.NullMarked;
