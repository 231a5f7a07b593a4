/** Octets of any kind go in at each place where a stranger can send some; out comes nothing, or the test fails. */
@NullMarked
package io.curfew.sensor.fuzz;

import org.jspecify.annotations.NullMarked;
