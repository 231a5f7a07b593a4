/**
 * What the sensor says of itself: counters of the stages and a look at each frame come in, a status observation each 10
 * s goes out.
 */
@NullMarked
package io.curfew.sensor.health;

import org.jspecify.annotations.NullMarked;
