package io.curfew.collector.kafka;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A record as it is put aside on {@link io.curfew.events.Topics#REJECTED}: at most {@value #MOST_OCTETS} octets of its
 * value and {@value #MOST_KEY_OCTETS} of its key, so that Kafka takes it whatever it is.
 *
 * @param key absent where the record has none
 * @param headers say why it is there, where it stood, and how long its value was where that is cut
 */
@SuppressWarnings("ArrayRecordComponent") // lives for a moment, never compared
public record Aside(byte @Nullable [] key, byte[] value, Headers headers) {
    static final int MOST_OCTETS = 512 * 1024;
    static final int MOST_KEY_OCTETS = 1024;

    private static final String OCTETS = "curfew.octets";

    /** @param value what is kept: the record's value, or a part of it; absent where the record has none */
    public static Aside of(Origin origin, byte @Nullable [] key, byte @Nullable [] value, String reason) {
        Headers headers = origin.headers(reason);
        byte[] whole = value == null ? new byte[0] : value;
        if (whole.length > MOST_OCTETS) {
            headers.add(OCTETS, Integer.toString(whole.length).getBytes(StandardCharsets.UTF_8));
        }
        return new Aside(key == null ? null : cut(key, MOST_KEY_OCTETS), cut(whole, MOST_OCTETS), headers);
    }

    private static byte[] cut(byte[] octets, int most) {
        return octets.length <= most ? octets : Arrays.copyOf(octets, most);
    }
}
