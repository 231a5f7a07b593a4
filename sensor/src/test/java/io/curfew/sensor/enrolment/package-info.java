@NullMarked
package io.curfew.sensor.enrolment;

import org.jspecify.annotations.NullMarked;
