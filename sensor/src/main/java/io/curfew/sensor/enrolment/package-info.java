/** A collector's address and an invitation's token in, the sensor's own key and its configuration out. */
@NullMarked
package io.curfew.sensor.enrolment;

import org.jspecify.annotations.NullMarked;
