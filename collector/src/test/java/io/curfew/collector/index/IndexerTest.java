package io.curfew.collector.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.PolicyChange;
import io.curfew.collector.retry.Backoff;
import io.curfew.collector.store.AlertQuery;
import io.curfew.collector.store.AuditEntry;
import io.curfew.collector.store.AuditQuery;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.InMemoryView;
import io.curfew.collector.store.PageRequest;
import io.curfew.collector.store.Rejection;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.SensorStatus;
import io.curfew.collector.store.SensorVitals;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.TrafficQuery;
import io.curfew.collector.store.ViewIdentity;
import io.curfew.collector.store.ViewWriter;
import io.curfew.collector.store.VisibleSites;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchWriter;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.events.StatusObservation.Sight;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.Command;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.muted;
import static org.assertj.core.api.Assertions.assertThat;

class IndexerTest {
    private static final TopicPartition ALERTS = new TopicPartition(Topics.ALERTS, 0);
    private static final TopicPartition COMMANDS = new TopicPartition(Topics.COMMANDS, 0);
    private static final TopicPartition TRAFFIC = new TopicPartition(Topics.TRAFFIC, 0);
    private static final Duration SOON = Duration.ofMillis(1);
    /** When Kafka took a batch, however its sensor's clock stands. */
    private static final Instant TAKEN = NOON.plusSeconds(90);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> aside =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemoryView view = new InMemoryView();
    private Pace pace = Pace.FULL;
    private int answersMissing;
    private String refused = "";
    private String outOfTime = "";
    private String identity = "first";
    private int largestBulkOctets;

    /** Keeps nothing for as often as a test says, then everything but what a test has refused. */
    private List<Rejection> write(List<Change> changes) {
        if (answersMissing > 0) {
            answersMissing--;
            throw new StoreAwayException("the store is away");
        }
        largestBulkOctets = Math.max(largestBulkOctets, octets(changes));
        List<Rejection> rejections = changes.stream()
                .filter(change -> change.id().equals(refused))
                .map(change -> new Rejection(change, "it does not fit"))
                .toList();
        view.write(
                changes.stream().filter(change -> !change.id().equals(refused)).toList());
        return rejections;
    }

    private static int octets(List<Change> changes) {
        return changes.stream()
                .mapToInt(change ->
                        change instanceof Change.TrafficSeen seen ? seen.json().remaining() : 0)
                .sum();
    }

    private ViewIdentity identity() {
        return new ViewIdentity() {
            @Override
            public String current() {
                return identity;
            }

            @Override
            public String renew() {
                throw new AssertionError("an indexer only looks");
            }
        };
    }

    private void index(List<ConsumerRecord<byte[], byte[]>> lines) {
        index(lines, () -> assertThat(consumer.assignment()).isNotEmpty());
    }

    /** @param atSecondPoll what happens while the indexer polls a second time */
    private void index(List<ConsumerRecord<byte[], byte[]>> lines, Runnable atSecondPoll) {
        consumer.setMaxPollRecords(Indexer.RECORDS_A_POLL);
        consumer.schedulePollTask(() -> {
            consumer.rebalance(Set.of(ALERTS, COMMANDS, TRAFFIC));
            consumer.updateBeginningOffsets(Map.of(ALERTS, 0L, COMMANDS, 0L, TRAFFIC, 0L));
            lines.forEach(consumer::addRecord);
        });
        consumer.schedulePollTask(atSecondPoll);
        for (int polls = 0; polls < 20; polls++) {
            consumer.schedulePollTask(() -> assertThat(consumer.assignment()).isNotEmpty());
        }
        consumer.schedulePollTask(consumer::wakeup);
        ViewWriter store = new ViewWriter() {
            @Override
            public List<Rejection> write(List<Change> changes) {
                return IndexerTest.this.write(changes);
            }

            @Override
            public boolean keeps(Change change) {
                return !change.id().equals(outOfTime);
            }
        };
        IndexMetrics metrics = new IndexMetrics(registry);
        Filling filling = new Filling(consumer, identity(), Duration.ZERO);
        new Indexer(consumer, filling, store, new PutAside(aside), metrics, new Backoff(SOON, SOON), pace)
                .run(Set.of(Topics.ALERTS, Topics.COMMANDS, Topics.TRAFFIC));
    }

    private static ConsumerRecord<byte[], byte[]> alert(long offset, long count) {
        try {
            byte[] value = CurfewJson.mapper()
                    .writeValueAsBytes(
                            Samples.alert("a1", LISBON, CAMERA).count(count).build());
            return new ConsumerRecord<>(Topics.ALERTS, 0, offset, octets("a1"), value);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The fourth observation of a batch. */
    private static ConsumerRecord<byte[], byte[]> traffic(long offset, JudgedObservation judged) {
        ObservationBatch batch =
                new ObservationBatch(LISBON, new SensorId("hall"), "r", 7, List.of(judged.observation()));
        byte[] value = new JudgedBatchWriter()
                .values(new BatchWriter().write(batch), new JudgedBatch(batch, 3, 4, List.of(judged)))
                .getFirst();
        return new ConsumerRecord<>(
                Topics.TRAFFIC,
                0,
                offset,
                TAKEN.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                octets("lisbon"),
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A status that says more than {@link StatusObservation.Accounts#CLEAR}. */
    private static JudgedObservation status() {
        return status("0.1.0");
    }

    private static JudgedObservation status(String version) {
        SourceStatus dnsmasq = new SourceStatus(
                "dnsmasq", "/var/log/dnsmasq.log", false, false, true, true, 7, Map.of(), 2, 5, NOON, 0, 1, "gone");
        StatusObservation.Accounts accounts = new StatusObservation.Accounts(
                0, 0, 0, Map.of(), Map.of(), 0, 0, new Sight(false, 1, Duration.ZERO), 0, Duration.ZERO);
        StatusObservation status = new StatusObservation(
                NOON,
                version,
                NOON,
                50,
                6,
                Map.of("truncated", 1L),
                0,
                0,
                20,
                13,
                4,
                3,
                0,
                Duration.ZERO,
                0,
                0,
                List.of(),
                List.of(dnsmasq),
                accounts);
        return new JudgedObservation(status, null, null, null, null, new Verdict.Unjudged());
    }

    private double counted(String name) {
        return registry.get("curfew.index." + name).counter().count();
    }

    private long committed(TopicPartition partition) {
        OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
        return committed == null ? 0 : committed.offset();
    }

    @Test
    void whatPeopleDecideIsTheAuditTrail() throws JsonProcessingException {
        ObjectMapper json = CurfewJson.mapper();
        Command mute = new Command.Mute(LISBON, "olga", NOON, "a1", NOON.plusSeconds(60), "noise");
        PolicyChange change = new PolicyChange(
                "policy", "ada", NOON.plusSeconds(1), 7, "curfew: 1", null, List.of("ads.txt", "lamp.json"));
        byte[] nonsense = octets("{\"command\":\"explode\"}");

        index(List.of(
                new ConsumerRecord<>(Topics.COMMANDS, 0, 0, octets("lisbon"), json.writeValueAsBytes(mute)),
                new ConsumerRecord<>(Topics.COMMANDS, 0, 1, octets("*"), json.writeValueAsBytes(change)),
                new ConsumerRecord<>(Topics.COMMANDS, 0, 2, octets("lisbon"), nonsense)));

        assertThat(view.audit(AuditQuery.all(VisibleSites.everywhere(), PageRequest.first(10)))
                        .items())
                .containsExactly(
                        new AuditEntry(
                                "0/0000000000000000001",
                                NOON.plusSeconds(1),
                                "ada",
                                "policy",
                                null,
                                null,
                                null,
                                null,
                                "ads.txt, lamp.json",
                                null,
                                7L),
                        muted("0/0000000000000000000", NOON));
        assertThat(counted("records.unreadable")).isEqualTo(1);
    }

    @Test
    void whatIsOutOfTimeIsCountedAndLeftOut() {
        outOfTime = "a1";

        index(List.of(alert(0, 1), alert(1, 2)));

        assertThat(view.alerts(AlertQuery.all(VisibleSites.everywhere(), PageRequest.first(10)))
                        .items())
                .isEmpty();
        assertThat(counted("changes.read")).isEqualTo(2);
        assertThat(counted("changes.out.of.time") + counted("changes.superseded"))
                .isEqualTo(2);
        assertThat(committed(ALERTS)).isEqualTo(2);
    }

    @Test
    void whatASensorSaysOfItselfIsShown() {
        index(List.of(traffic(0, status())));

        assertThat(view.sensors(VisibleSites.everywhere()))
                .containsExactly(new SensorStatus(
                        LISBON,
                        new SensorId("hall"),
                        "0.1.0",
                        NOON,
                        50,
                        6,
                        1,
                        4,
                        3,
                        false,
                        List.of(new SensorStatus.Source(
                                "dnsmasq", "/var/log/dnsmasq.log", false, false, true, true, 2, NOON, "gone")),
                        new SensorVitals(NOON, 0, 0, 0, 0, 0, 0, List.of(), 0, 0, 1, 0),
                        TAKEN));
    }

    @Test
    void whatIsKeptIsCommitted() {
        index(List.of(alert(0, 1)));

        assertThat(view.alert(VisibleSites.everywhere(), "a1")).isPresent();
        assertThat(committed(ALERTS)).isEqualTo(1);
    }

    @Test
    void anObservationIsKnownByWhereItCameFrom() {
        index(List.of(traffic(0, Samples.judgedFlow(NOON))));

        TrafficQuery all = TrafficQuery.all(VisibleSites.everywhere(), PageRequest.first(10));
        assertThat(view.flows(all).items())
                .extracting(flow -> flow.curfew().id())
                .containsExactly("lisbon/hall/r/7/3");
    }

    @Test
    void whileTheStoreIsAwayNothingIsLost() {
        answersMissing = 3;

        index(List.of(alert(0, 1)));

        assertThat(view.alert(VisibleSites.everywhere(), "a1")).isPresent();
        assertThat(committed(ALERTS)).isEqualTo(1);
        assertThat(counted("store.away")).isEqualTo(3);
    }

    @Test
    void nothingIsCommittedBeforeTheStoreHasAnswered() {
        answersMissing = 1_000;

        index(List.of(alert(0, 1)));

        assertThat(committed(ALERTS)).isZero();
    }

    @Test
    void ofManyChangesOfOneThingTheLastIsKept() {
        index(List.of(alert(0, 1), alert(1, 2), alert(2, 3)));

        assertThat(view.alert(VisibleSites.everywhere(), "a1").orElseThrow().count())
                .isEqualTo(3);
        assertThat(counted("changes.read"))
                .isEqualTo(counted("changes.kept") + counted("changes.superseded") + counted("changes.rejected"));
        assertThat(counted("changes.superseded")).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsPutAsideAndTheRestIsKept() {
        var nonsense = new ConsumerRecord<>(Topics.ALERTS, 0, 0, octets("a0"), octets("{\"id\":"));

        index(List.of(nonsense, alert(1, 1)));

        assertThat(view.alert(VisibleSites.everywhere(), "a1")).isPresent();
        assertThat(aside.history()).hasSize(1);
        assertThat(aside.history().getFirst().topic()).isEqualTo(Topics.REJECTED);
        assertThat(aside.history().getFirst().value()).isEqualTo(nonsense.value());
        assertThat(counted("records.unreadable")).isEqualTo(1);
        assertThat(committed(ALERTS)).isEqualTo(2);
    }

    @Test
    void ofWhatIsTooLargeTheBeginningIsPutAside() {
        var large = new ConsumerRecord<>(Topics.ALERTS, 0, 0, new byte[2_000], new byte[2_000_000]);

        index(List.of(large, alert(1, 1)));

        assertThat(aside.history()).singleElement().satisfies(kept -> {
            assertThat(kept.key()).hasSize(1_024);
            assertThat(kept.value()).hasSize(512 * 1_024);
            assertThat(kept.headers().lastHeader("curfew.octets").value()).isEqualTo(octets("2000000"));
        });
        assertThat(committed(ALERTS)).isEqualTo(2);
    }

    @Test
    void aBulkHasAFewMegabytesHoweverMuchTheRecordsSay() {
        JudgedObservation long250k = status("a".repeat(250_000));

        index(LongStream.range(0, 60)
                .mapToObj(offset -> traffic(offset, long250k))
                .toList());

        assertThat(largestBulkOctets).isBetween(4_000_000, 5_000_000);
        assertThat(committed(TRAFFIC)).isEqualTo(60);
    }

    @Test
    void whatWaitsIsReadTogetherThoughAPollGivesLittle() {
        index(LongStream.range(0, 25).mapToObj(offset -> alert(offset, offset)).toList());

        assertThat(counted("changes.superseded")).isEqualTo(24);
        assertThat(committed(ALERTS)).isEqualTo(25);
    }

    @Test
    void whatAnotherIndexerHasMeanwhileIsLeftToIt() {
        index(
                LongStream.range(0, 15)
                        .mapToObj(offset -> traffic(offset, Samples.judgedFlow(NOON)))
                        .toList(),
                () -> consumer.rebalance(Set.of(ALERTS)));

        assertThat(counted("changes.read")).isZero();
        assertThat(committed(TRAFFIC)).isZero();
    }

    @Test
    void whoRestsBetweenBulksLosesNothing() {
        pace = _ -> SOON;

        index(List.of(alert(0, 1), traffic(0, Samples.judgedFlow(NOON))));

        assertThat(committed(ALERTS)).isEqualTo(1);
        assertThat(committed(TRAFFIC)).isEqualTo(1);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void anOlderStateIsKeptWhenTheLatestCannotBeRead() {
        var nonsense = new ConsumerRecord<>(Topics.ALERTS, 0, 2, octets("a1"), octets("{\"id\":"));

        index(List.of(alert(0, 1), alert(1, 2), nonsense));

        assertThat(view.alert(VisibleSites.everywhere(), "a1").orElseThrow().count())
                .isEqualTo(2);
        assertThat(counted("records.unreadable")).isEqualTo(1);
        assertThat(counted("changes.superseded")).isEqualTo(1);
    }

    @Test
    void whatTheStoreRefusesIsPutAsideWithTheReason() {
        refused = "lisbon/hall/r/7/3";

        index(List.of(traffic(0, Samples.judgedFlow(NOON))));

        assertThat(aside.history()).hasSize(1);
        assertThat(new String(aside.history().getFirst().value(), StandardCharsets.UTF_8))
                .contains("lisbon/hall/r/7/3");
        assertThat(aside.history()
                        .getFirst()
                        .headers()
                        .lastHeader("curfew.reason")
                        .value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("it does not fit");
        assertThat(counted("changes.rejected")).isEqualTo(1);
        assertThat(committed(TRAFFIC)).isEqualTo(1);
    }

    private void indexUntilAnotherViewIsThere(String next, List<ConsumerRecord<byte[], byte[]>> lines) {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(Set.of(ALERTS));
            consumer.updateBeginningOffsets(Map.of(ALERTS, 0L));
            lines.forEach(consumer::addRecord);
        });
        consumer.schedulePollTask(() -> identity = next);
        consumer.schedulePollTask(() -> {
            assertThat(consumer.position(ALERTS)).isZero();
            lines.forEach(consumer::addRecord);
        });
        consumer.schedulePollTask(consumer::wakeup);
        Filling filling = new Filling(consumer, identity(), Duration.ZERO);
        IndexMetrics metrics = new IndexMetrics(registry);
        new Indexer(consumer, filling, this::write, new PutAside(aside), metrics, new Backoff(SOON, SOON), pace)
                .run(Set.of(Topics.ALERTS));
    }

    @Test
    void anotherViewIsFilledFromTheBeginning() {
        indexUntilAnotherViewIsThere("second", List.of(alert(0, 1), alert(1, 2)));

        assertThat(counted("changes.read")).isEqualTo(4);
        assertThat(consumer.committed(Set.of(ALERTS)).get(ALERTS)).isEqualTo(new OffsetAndMetadata(2, "second"));
    }

    @Test
    void theSameViewIsReadOnFrom() {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(Set.of(ALERTS));
            consumer.updateBeginningOffsets(Map.of(ALERTS, 0L));
            consumer.commitSync(Map.of(ALERTS, new OffsetAndMetadata(1, "first")));
            consumer.seek(ALERTS, 1);
            consumer.addRecord(alert(1, 2));
        });
        consumer.schedulePollTask(consumer::wakeup);
        Filling filling = new Filling(consumer, identity(), Duration.ZERO);
        IndexMetrics metrics = new IndexMetrics(registry);
        new Indexer(consumer, filling, this::write, new PutAside(aside), metrics, new Backoff(SOON, SOON), pace)
                .run(Set.of(Topics.ALERTS));

        assertThat(counted("changes.read")).isEqualTo(1);
        assertThat(committed(ALERTS)).isEqualTo(2);
    }
}
