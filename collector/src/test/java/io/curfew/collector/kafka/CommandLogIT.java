package io.curfew.collector.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.RealServers;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.policy.Command;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The commands topic on a real Kafka. */
@QuarkusTest
@WithTestResource(RealServers.class)
class CommandLogIT {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Command.Acknowledge acknowledge(String alert) {
        return new Command.Acknowledge(LISBON, "lia", NOON, alert, "known: \"é\"\n");
    }

    @Test
    void whatItTookStandsOnTheTopicInOrderUnderItsSite() throws IOException {
        Command.Acknowledge first = acknowledge("none-1");
        Command.Acknowledge second = acknowledge("none-2");

        try (CommandLog log = new CommandLog(connection(RealServers.stack().kafkaBootstrapServers()))) {
            log.append(first);
            log.append(second);
        }

        assertThat(commandsOf(LISBON)).containsSubsequence(first, second);
    }

    @Test
    void itSaysSoWhenKafkaIsAway() {
        try (CommandLog log = new CommandLog(connection("127.0.0.1:1"))) {
            assertThatThrownBy(() -> log.append(acknowledge("none"))).isInstanceOf(KafkaAwayException.class);
        }
    }

    private static KafkaConnection connection(String servers) {
        return new KafkaConnection(Map.of("bootstrap.servers", servers));
    }

    private static List<Command> commandsOf(SiteId site) throws IOException {
        ObjectMapper json = CurfewJson.mapper();
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", RealServers.stack().kafkaBootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMANDS, PATIENCE).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Command> commands = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var line : consumer.poll(PATIENCE)) {
                    if (line.key().equals(site.value())) {
                        commands.add(json.readValue(line.value(), Command.class));
                    }
                }
            }
            return commands;
        }
    }
}
