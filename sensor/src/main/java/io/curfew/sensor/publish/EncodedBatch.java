package io.curfew.sensor.publish;

import java.time.Instant;

/**
 * A batch ready to be sent.
 *
 * @param sequence its number within the run
 * @param value its octets on the wire; nobody changes them
 * @param observations how many observations it holds
 * @param oldest when the first of them was made
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; a copy of each batch would double the memory
record EncodedBatch(long sequence, byte[] value, int observations, Instant oldest) {}
