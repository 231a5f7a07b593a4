/**
 * What the collector's parts want of Kafka's topics beside streaming: that they exist, which policy is in force, and
 * that a command is written down. Only this package, {@code correlate} and {@code index} know Kafka.
 */
@NullMarked
package io.curfew.collector.kafka;

import org.jspecify.annotations.NullMarked;
