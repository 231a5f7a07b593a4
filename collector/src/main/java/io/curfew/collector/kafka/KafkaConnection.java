package io.curfew.collector.kafka;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

    /** The addresses to start with. */
    public List<String> brokers() {
        return Arrays.stream(setting("bootstrap.servers", "").split(","))
                .map(String::strip)
                .filter(broker -> !broker.isEmpty())
                .toList();
    }

    /** True when Kafka is spoken to by TLS. */
    public boolean isEncrypted() {
        return setting("security.protocol", "PLAINTEXT").endsWith("SSL");
    }

    private String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise).toString();
    }

    /** The settings of one client: these and its own, which win. */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }
}
