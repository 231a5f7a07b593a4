package io.curfew.collector.correlate;

import org.apache.kafka.streams.processor.api.Record;

import java.nio.charset.StandardCharsets;

/** The keys of records as text. */
final class Keys {
    private Keys() {}

    /** Empty where the record has no key. */
    static String of(Record<byte[], byte[]> line) {
        return line.key() == null ? "" : new String(line.key(), StandardCharsets.UTF_8);
    }
}
