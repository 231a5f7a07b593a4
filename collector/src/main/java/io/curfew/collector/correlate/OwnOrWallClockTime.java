package io.curfew.collector.correlate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time of a record; now where its sender gave none. Made by Kafka Streams. */
public final class OwnOrWallClockTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> line, long partitionTime) {
        return line.timestamp() < 0 ? System.currentTimeMillis() : line.timestamp();
    }
}
