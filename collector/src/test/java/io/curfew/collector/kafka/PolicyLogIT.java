package io.curfew.collector.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The policy topic on a real Kafka. Each test goes on from the version that it finds. */
class PolicyLogIT extends OneKafka {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock AT_NOON = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final String LISBON_ONLY = """
            curfew: 1
            sites:
              - { id: lisbon }
            """;
    private static final String WITH_LIST = LISBON_ONLY + "lists: [ { id: ads, file: ads.txt } ]\n";
    private static final String MISTAKEN = """
            curfew: 1
            sitez: []
            """;

    /** As {@code quarkus.http.limits.max-body-size}. */
    private static final int MOST_OF_A_REQUEST = 1_048_576;

    @Test
    void aPolicyThatIsAcceptedIsInForce() {
        try (PolicyLog log = started()) {
            long before = log.current().document().version();

            PolicyReplacement replacement = log.replace(LISBON_ONLY, "ada", before);

            PolicyDocument expected = new PolicyDocument(before + 1, "ada", NOON, LISBON_ONLY, List.of(), List.of());
            assertThat(replacement).isEqualTo(new PolicyReplacement.Accepted(expected));
            assertThat(log.current().document()).isEqualTo(expected);
            assertThat(log.current().policy().sites()).hasSize(1);
        }
    }

    @Test
    void aPolicyAsLargeAsARequestMayBeIsAccepted() {
        String asLarge = LISBON_ONLY + "#" + "x".repeat(MOST_OF_A_REQUEST - LISBON_ONLY.length() - 1);
        try (PolicyLog log = started()) {
            long before = log.current().document().version();

            PolicyReplacement replacement = log.replace(asLarge, "ada", before);

            assertThat(replacement).isInstanceOf(PolicyReplacement.Accepted.class);
            assertThat(log.current().document().text()).isEqualTo(asLarge);
        }
    }

    @Test
    void eachPolicyStandsForEverAmongTheCommands() throws IOException {
        try (PolicyLog log = started()) {
            long before = log.current().document().version();
            log.replace(LISBON_ONLY, "ada", before);
            log.replace(MISTAKEN, "eve", before + 1);
            log.replace(LISBON_ONLY + "# again\n", "olga", before + 1);

            assertThat(changesOfThePolicy())
                    .endsWith(
                            new PolicyChange("policy", "ada", NOON, before + 1, LISBON_ONLY, List.of(), List.of()),
                            new PolicyChange(
                                    "policy",
                                    "olga",
                                    NOON,
                                    before + 2,
                                    LISBON_ONLY + "# again\n",
                                    List.of(),
                                    List.of()));
        }
    }

    private static List<PolicyChange> changesOfThePolicy() throws IOException {
        ObjectMapper json = CurfewJson.mapper();
        List<PolicyChange> changes = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                connection.with(Map.of("isolation.level", "read_committed")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMANDS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var line : consumer.poll(Duration.ofSeconds(1))) {
                    assertThat(line.key()).isEqualTo("*");
                    changes.add(json.readValue(line.value(), PolicyChange.class));
                }
            }
        }
        return changes;
    }

    @Test
    void aCollectorThatStartsLaterKnowsThePolicy() {
        try (PolicyLog earlier = started()) {
            earlier.replace(LISBON_ONLY, "ada", earlier.current().document().version());

            try (PolicyLog later = started()) {
                assertThat(later.current()).isEqualTo(earlier.current());
            }
        }
    }

    @Test
    void aMistakeLeavesTheOldPolicyInForce() {
        try (PolicyLog log = started()) {
            log.replace(LISBON_ONLY, "ada", log.current().document().version());
            PolicyInForce before = log.current();

            PolicyReplacement replacement =
                    log.replace(MISTAKEN, "ada", before.document().version());

            assertThat(replacement)
                    .isInstanceOfSatisfying(
                            PolicyReplacement.Refused.class,
                            refused -> assertThat(refused.mistakes())
                                    .anySatisfy(mistake ->
                                            assertThat(mistake.line()).isEqualTo(2)));
            assertThat(log.current()).isEqualTo(before);
        }
    }

    @Test
    void whoeverHasAnOldVersionIsToldTheNewOne() {
        try (PolicyLog log = started()) {
            log.replace(LISBON_ONLY, "ada", log.current().document().version());
            PolicyDocument before = log.current().document();

            PolicyReplacement replacement = log.replace(LISBON_ONLY, "olga", before.version() - 1);

            assertThat(replacement).isEqualTo(new PolicyReplacement.Outdated(before));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE})
    void aVersionThatCannotBeIsNotTheLatest(long version) {
        try (PolicyLog log = started()) {
            PolicyReplacement replacement = log.replace(LISBON_ONLY, "ada", version);

            assertThat(replacement).isEqualTo(new PolicyReplacement.Outdated(log.latest()));
        }
    }

    @Test
    void whoeverWaitsForAFileOfTheLatestVersionReplacesThatOneOnly(@TempDir Path early, @TempDir Path late)
            throws IOException {
        Files.writeString(early.resolve("ads.txt"), "ads.example");
        try (PolicyLog one = new PolicyLog(connection, new PolicyFolder(early), AT_NOON);
                PolicyLog other = new PolicyLog(connection, new PolicyFolder(late), AT_NOON)) {
            one.start();
            long before = one.latest().version();
            one.replace(LISBON_ONLY, "ada", before);
            other.start();
            one.replace(WITH_LIST, "ada", before + 1);
            PolicyDocument latest = one.latest();

            PolicyReplacement ofTheOneBefore = other.replace(LISBON_ONLY, "olga", before + 1);
            PolicyReplacement ofTheLatest = other.replace(LISBON_ONLY, "olga", before + 2);

            assertThat(ofTheOneBefore).isEqualTo(new PolicyReplacement.Outdated(latest));
            assertThat(ofTheLatest).isInstanceOf(PolicyReplacement.Accepted.class);
            // Whoever did not write it follows within moments.
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(one.current().document().version()).isEqualTo(before + 3));
        }
    }

    @Test
    void aPolicyWhoseFileIsMissingAtTheNextStartStaysInForceWithoutIt(@TempDir Path files) throws IOException {
        Path list = files.resolve("ads.txt");
        Files.writeString(list, "ads.example");
        PolicyDocument wanted;
        try (PolicyLog before = new PolicyLog(connection, new PolicyFolder(files), AT_NOON)) {
            before.start();
            before.replace(WITH_LIST, "ada", before.latest().version());
            wanted = before.latest();
        }
        Files.delete(list);

        try (PolicyLog log = new PolicyLog(connection, new PolicyFolder(files), AT_NOON)) {
            log.start();

            assertThat(log.current().document()).isEqualTo(wanted);
            assertThat(log.mistakes())
                    .singleElement()
                    .satisfies(mistake -> assertThat(mistake.message()).contains("ads.txt"));

            Files.writeString(list, "ads.example");
            Awaitility.await().untilAsserted(() -> assertThat(log.mistakes()).isEmpty());
        }
    }

    @Test
    void ofTwoWhoReplaceTheSameVersionOneSucceeds() throws InterruptedException, ExecutionException {
        try (PolicyLog one = started();
                PolicyLog other = started();
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            long before = one.current().document().version();

            List<Callable<PolicyReplacement>> wishes = List.of(
                    () -> one.replace(LISBON_ONLY, "ada", before), () -> other.replace(LISBON_ONLY, "olga", before));
            int accepted = 0;
            for (Future<PolicyReplacement> wish : both.invokeAll(wishes)) {
                if (wish.get() instanceof PolicyReplacement.Accepted) {
                    accepted++;
                }
            }

            assertThat(accepted).isEqualTo(1);
            assertThat(started().current().document().version()).isEqualTo(before + 1);
        }
    }

    /** Somebody comes between, and then no more is heard of the topic. */
    private static final class Interrupting implements InstantSource {
        private @Nullable PolicyLog interrupted;

        @Override
        public Instant instant() {
            PolicyLog log = Objects.requireNonNull(interrupted, "nobody is interrupted");
            log.close();
            try (PolicyLog other = started()) {
                other.replace(LISBON_ONLY, "olga", other.latest().version());
            }
            return NOON;
        }
    }

    @Test
    void kafkaIsAwayForWhoeverIsOvertakenAndHearsNotByWhat() {
        Interrupting time = new Interrupting();
        try (PolicyLog log = new PolicyLog(connection, new PolicyFolder(null), time.withZone(ZoneOffset.UTC))) {
            time.interrupted = log;
            log.start();

            assertThatThrownBy(
                            () -> log.replace(LISBON_ONLY, "ada", log.latest().version()))
                    .isInstanceOf(KafkaAwayException.class);
        }
    }

    @Test
    void whatIsNoPolicyDocumentIsPassedOver() throws InterruptedException, ExecutionException {
        try (PolicyLog log = started();
                Producer<String, String> somebody =
                        new KafkaProducer<>(connection.settings(), new StringSerializer(), new StringSerializer())) {
            long before = log.current().document().version();
            somebody.send(new ProducerRecord<>(Topics.POLICY, 0, "*", "no json"))
                    .get();

            PolicyReplacement replacement = log.replace(LISBON_ONLY, "ada", before);

            assertThat(replacement).isInstanceOf(PolicyReplacement.Accepted.class);
        }
    }

    @Test
    void aTopicIsFollowedThoughItsReaderFails() {
        List<Long> heard = new ArrayList<>();
        FollowedTopic.Reader failing = new FollowedTopic.Reader() {
            @Override
            public void take(ConsumerRecord<String, byte[]> line) {
                heard.add(line.offset());
                throw new UnsupportedOperationException("takes nothing");
            }

            @Override
            public void rested() {
                throw new UnsupportedOperationException("never rests");
            }
        };
        try (PolicyLog log = started();
                FollowedTopic topic = new FollowedTopic(connection, "curfew-test", Topics.POLICY, failing)) {
            log.replace(LISBON_ONLY, "ada", log.latest().version());
            topic.start();
            int first = heard.size();
            log.replace(LISBON_ONLY, "ada", log.latest().version());

            topic.awaitAllCommitted();

            assertThat(first).isPositive();
            assertThat(heard).hasSize(first + 1);
            assertThat(topic.isFollowing()).isTrue();
        }
    }

    private static PolicyLog started() {
        PolicyLog log = new PolicyLog(connection, new PolicyFolder(null), AT_NOON);
        log.start();
        return log;
    }
}
