/**
 * The collector: what sensors say comes in from Kafka, is held against the policy, and goes out to Kafka, to the store
 * and to people. One image plays every role or, by configuration, any of them alone.
 */
@NullMarked
package io.curfew.collector;

import org.jspecify.annotations.NullMarked;
