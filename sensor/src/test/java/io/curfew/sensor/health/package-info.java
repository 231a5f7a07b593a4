/** What the sensor says of itself. */
@NullMarked
package io.curfew.sensor.health;

import org.jspecify.annotations.NullMarked;
