/** What becomes of observations: in order, numbered, acknowledged or counted. */
@NullMarked
package io.curfew.sensor.publish;

import org.jspecify.annotations.NullMarked;
