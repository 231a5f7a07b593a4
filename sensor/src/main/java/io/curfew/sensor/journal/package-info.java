/** What the sensor and its libraries have to say of themselves in, lines on standard error out. */
@NullMarked
package io.curfew.sensor.journal;

import org.jspecify.annotations.NullMarked;
