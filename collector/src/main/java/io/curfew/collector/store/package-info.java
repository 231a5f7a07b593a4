/**
 * The view of what Kafka holds, as people look at it: alerts, devices, traffic, sensors. Changes come in, pages go out;
 * every question carries the sites that its asker may see, and the store holds to them.
 */
@NullMarked
package io.curfew.collector.store;

import org.jspecify.annotations.NullMarked;
