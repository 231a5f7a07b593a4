package io.curfew.sensor.publish;

import io.curfew.events.SiteId;

import java.time.Instant;

/**
 * A batch ready to be sent.
 *
 * @param site where it was observed; the key of its record
 * @param sequence its number within its run
 * @param value its octets on the wire, site, sensor and run included; nobody changes them
 * @param observations how many observations it holds
 * @param oldest when the first of them was made
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; a copy of each batch would double the memory
public record EncodedBatch(SiteId site, long sequence, byte[] value, int observations, Instant oldest) {}
