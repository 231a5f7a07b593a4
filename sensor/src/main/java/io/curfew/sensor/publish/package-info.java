/**
 * Observations come in, batches go to Kafka: in order, numbered without holes, each until it is acknowledged. The only
 * user of the Kafka client.
 */
@NullMarked
package io.curfew.sensor.publish;

import org.jspecify.annotations.NullMarked;
