package io.curfew.collector.kafka;

import io.curfew.policy.CutText;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a record stood that was put aside on {@link io.curfew.events.Topics#REJECTED}, as the headers say that it has
 * there.
 *
 * @param offset of the record in the partition
 */
public record Origin(TopicPartition partition, long offset) {
    private static final String REASON = "curfew.reason";
    private static final String TOPIC = "curfew.topic";
    private static final String PARTITION = "curfew.partition";
    private static final String OFFSET = "curfew.offset";
    /** Reasons quote what was sent. */
    private static final int LONGEST_REASON_CHARACTERS = 1_000;

    public Origin(String topic, int partition, long offset) {
        this(new TopicPartition(topic, partition), offset);
    }

    /** For a record that is put aside. */
    Headers headers(String reason) {
        return new RecordHeaders()
                .add(REASON, octets(CutText.of(reason, LONGEST_REASON_CHARACTERS)))
                .add(TOPIC, octets(partition.topic()))
                .add(PARTITION, octets(Integer.toString(partition.partition())))
                .add(OFFSET, octets(Long.toString(offset)));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the headers of a record that was put aside say; empty when somebody else wrote it. */
    public static Optional<Origin> of(Headers headers) {
        Header topic = headers.lastHeader(TOPIC);
        Header partition = headers.lastHeader(PARTITION);
        Header offset = headers.lastHeader(OFFSET);
        if (topic == null || partition == null || offset == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Origin(text(topic), Integer.parseInt(text(partition)), Long.parseLong(text(offset))));
        } catch (NumberFormatException bySomebodyElse) {
            return Optional.empty();
        }
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
