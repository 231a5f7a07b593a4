/**
 * Plays recordings into a running stack: a policy and captures in, alerts on the board out. Speaks to the collector as
 * any machine does, by its API, and to Kafka through the sensor's own program.
 */
@NullMarked
package io.curfew.stack.demo;

import org.jspecify.annotations.NullMarked;
