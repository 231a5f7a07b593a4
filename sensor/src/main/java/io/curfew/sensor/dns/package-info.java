/** DNS messages in, questions paired with their answers out; questions that nobody answered too. */
@NullMarked
package io.curfew.sensor.dns;

import org.jspecify.annotations.NullMarked;
