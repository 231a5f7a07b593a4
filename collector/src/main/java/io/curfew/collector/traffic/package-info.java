/**
 * Judged batches in, octets for the traffic topic out, and back; and the document that each judged observation is for
 * people. The only user of protobuf's classes.
 */
@NullMarked
package io.curfew.collector.traffic;

import org.jspecify.annotations.NullMarked;
