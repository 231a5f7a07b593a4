/**
 * Carries what was found from Kafka to the store: alerts, devices and traffic come in as records, go out as changes of
 * the view. Nothing is lost while the store is away, and indexing again changes nothing.
 */
@NullMarked
package io.curfew.collector.index;

import org.jspecify.annotations.NullMarked;
