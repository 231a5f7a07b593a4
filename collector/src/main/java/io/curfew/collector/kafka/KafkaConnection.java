package io.curfew.collector.kafka;

import java.util.HashMap;
import java.util.Map;

/**
 * How Kafka is reached, the same for every client.
 *
 * @param settings the client settings under {@code kafka.*}: address and security
 */
public record KafkaConnection(Map<String, Object> settings) {
    public KafkaConnection {
        settings = Map.copyOf(settings);
    }

    /** The settings of one client: these and its own, which win. */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }
}
