/**
 * Batches of observations go in, protobuf octets come out, and the other way round. The schema is
 * {@code observations.proto}; the classes made of it stay in {@code io.curfew.events.wire.v1} and are used here only.
 */
@NullMarked
package io.curfew.events.wire;

import org.jspecify.annotations.NullMarked;
