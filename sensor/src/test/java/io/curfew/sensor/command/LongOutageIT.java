package io.curfew.sensor.command;

import io.curfew.events.DnsObservation;
import io.curfew.events.ObservationBatch;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A sensor as it ships, with a real Kafka that is away for longer than some attempts to reach it. */
@Timeout(240)
final class LongOutageIT {
    private static final Set<Part> KAFKA = EnumSet.of(Part.KAFKA);
    private static final int TERMINATED = 143;

    /** Longer than an attempt, of which each lasts ten seconds and the next one has several batches. */
    private static final int SECONDS_BETWEEN_QUESTIONS = 12;

    @TempDir
    private static Path folder;

    private static LocalStack stack;

    private final List<String> asked = new ArrayList<>();

    @Nullable
    private Process sensor;

    @BeforeAll
    static void startKafka() throws IOException, InterruptedException {
        stack = LocalStack.start(folder.resolve("stack"), KAFKA);
    }

    @AfterAll
    static void stopKafka() throws IOException {
        stack.close();
    }

    @AfterEach
    void endSensor() throws Exception {
        if (sensor != null) {
            sensor.destroyForcibly().waitFor();
        }
        stack.start(KAFKA);
    }

    /** A sensor that reads the log of a DNS server, and knows no names but those of a file. */
    private void start(String name, String bootstrap) throws Exception {
        Files.createFile(log(name));
        Path configuration = Files.writeString(folder.resolve(name + ".yaml"), """
                site: lisbon
                sensor: %1$s
                kafka: {bootstrap: "%2$s"}
                spool: {folder: %1$s-spool}
                imports: [dnsmasq: {file: %1$s.log, zone: UTC, server: 192.0.2.1, from: start}]
                """.formatted(name, bootstrap));
        sensor = ShippedSensor.run(configuration, said(name), "-Djdk.net.hosts.file=" + hosts());
    }

    private static Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private static Path said(String name) {
        return folder.resolve(name + ".said");
    }

    private static Path hosts() {
        return folder.resolve("hosts");
    }

    private void ask(String name) throws IOException {
        String question = "question-" + asked.size() + ".example.org";
        asked.add(question);
        Files.writeString(
                log(name),
                "Nov  1 11:59:58 dnsmasq[7]: query[A] " + question + " from 192.0.2.21\n"
                        + "Nov  1 11:59:58 dnsmasq[7]: cached " + question + " is 203.0.113.9\n",
                StandardOpenOption.APPEND);
    }

    private static void awaitSaid(String name, String message) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        while (!Files.readString(said(name)).contains(message)) {
            never.await(100, TimeUnit.MILLISECONDS);
        }
    }

    private static List<String> questions(List<ObservationBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.observations().stream())
                .filter(DnsObservation.class::isInstance)
                .map(observation ->
                        ((DnsObservation) observation).questionName().toString())
                .toList();
    }

    private List<String> awaitInTopic(String name) {
        try (ObservationTopic topic = new ObservationTopic(stack.kafkaBootstrapServers())) {
            return questions(topic.batches(name, batches -> questions(batches).containsAll(asked)));
        }
    }

    private void endInGoodOrder(String name) throws Exception {
        Process running = Objects.requireNonNull(sensor, "a sensor was started");
        running.destroy();
        assertThat(running.waitFor()).isEqualTo(TERMINATED);
        assertThat(Files.readString(said(name))).doesNotContain("Exception in thread");
    }

    @Test
    void aBrokerThatWasAwayForSeveralAttemptsGetsAllOnceItIsBack() throws Exception {
        Files.writeString(hosts(), "");
        start("away", stack.kafkaBootstrapServers());
        ask("away");
        awaitInTopic("away");
        stack.stop(KAFKA);
        for (int question = 0; question < 4; question++) {
            ask("away");
            new CountDownLatch(1).await(SECONDS_BETWEEN_QUESTIONS, TimeUnit.SECONDS);
        }

        stack.start(KAFKA);

        assertThat(awaitInTopic("away")).containsExactlyElementsOf(asked);
        endInGoodOrder("away");
    }

    @Test
    void aBrokerWhoseNameResolvesLaterGetsAllThen() throws Exception {
        String port = stack.kafkaBootstrapServers()
                .substring(stack.kafkaBootstrapServers().lastIndexOf(':'));
        Files.writeString(hosts(), "");
        start("dark", "kafka.example.org" + port);
        ask("dark");
        awaitSaid("dark", "kafka is away");

        Files.writeString(hosts(), "127.0.0.1 kafka.example.org localhost\n");

        assertThat(awaitInTopic("dark")).containsExactlyElementsOf(asked);
        endInGoodOrder("dark");
    }
}
