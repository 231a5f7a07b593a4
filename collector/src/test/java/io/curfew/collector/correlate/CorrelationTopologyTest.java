package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.Standing;
import io.curfew.policy.TrafficHour;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.PORTO;
import static io.curfew.collector.correlate.Seen.THINGS_STAY_HOME;
import static io.curfew.collector.correlate.Seen.VACUUM;
import static io.curfew.collector.correlate.Seen.VACUUM_MAC;
import static io.curfew.collector.correlate.Seen.batch;
import static io.curfew.collector.correlate.Seen.call;
import static io.curfew.collector.correlate.Seen.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class CorrelationTopologyTest {
    private static final byte[] POISON = "no protobuf".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path stateDirectory;

    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(stateDirectory);
        bench.rule(1, THINGS_STAY_HOME);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    @Test
    void aViolationBecomesAnAlert() {
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));

        assertThat(violations()).singleElement().satisfies(alert -> {
            assertThat(alert.site()).isEqualTo(LISBON);
            assertThat(alert.origin()).isEqualTo("things-stay-home");
            assertThat(alert.device().value()).isEqualTo("vacuum");
            assertThat(alert.count()).isEqualTo(1);
            assertThat(alert.policyVersion()).isEqualTo(1);
        });
    }

    @Test
    void anAlertThatABatchChangesTwiceIsPublishedOnce() {
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1), call(NOON.plusSeconds(2), 2)));

        assertThat(violations())
                .singleElement()
                .satisfies(alert -> assertThat(alert.count()).isEqualTo(2));
    }

    @Test
    void theDossierOfTheDeviceIsPublished() {
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
        bench.take(batch(LISBON, 1, question(NOON.plusSeconds(60))));

        assertThat(bench.devices()).extracting(Device::name).contains("Robot vacuum");
    }

    @Test
    void trafficCarriesTheVerdict() {
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));

        List<JsonNode> documents = bench.traffic();
        assertThat(documents)
                .extracting(document -> document.at("/curfew/verdict/result").asText())
                .containsExactly("allowed", "violation");
        JsonNode called = documents.get(1);
        assertThat(called.at("/curfew/site").asText()).isEqualTo("lisbon");
        assertThat(called.at("/curfew/device").asText()).isEqualTo("vacuum");
        assertThat(called.at("/curfew/zone").asText()).isEqualTo("things");
        assertThat(called.at("/curfew/peer/name").asText()).isEqualTo("ot.example.org");
        assertThat(called.at("/curfew/verdict/rule").asText()).isEqualTo("things-stay-home");
        assertThat(called.at("/observer/name").asText()).isEqualTo("attic");
    }

    @Test
    void aBatchThatComesTwiceCountsOnce() {
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
        bench.alerts();
        bench.traffic();

        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));

        assertThat(bench.alerts()).isEmpty();
        assertThat(bench.traffic()).isEmpty();
        assertThat(bench.counted("batches.seen.before")).isEqualTo(1);
    }

    @Test
    void anHourThatIsOverIsSummedUpOnceHoweverOftenABatchComes() {
        Instant later = NOON.plus(Duration.ofMinutes(71));
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
        bench.take(batch(LISBON, 1, call(NOON.plusSeconds(2), 2)));
        assertThat(bench.hours()).isEmpty();

        bench.take(batch(LISBON, 2, question(later)));
        bench.take(batch(LISBON, 2, question(later)));

        assertThat(bench.hours())
                .extracting(TrafficHour::act, TrafficHour::peer, TrafficHour::verdict, TrafficHour::count)
                .containsExactly(
                        tuple("question", "ot.example.org", "allowed", 1L),
                        tuple("flow", "ot.example.org", "violation", 2L));
    }

    @Test
    void anHourOfASiteThatFallsSilentIsSummedUpByTheWallClock() {
        bench.take(batch(LISBON, 0, question(NOON)));

        bench.letPass(Duration.ofMinutes(80));

        assertThat(bench.hours()).extracting(TrafficHour::count).containsExactly(1L);
    }

    @Test
    void whatSomebodyRecordedOfOlderRunsIsNotTakenAnewHoweverManyCame() {
        for (int run = 0; run < 3 * SensorProgress.MOST_RUNS; run++) {
            bench.take(ofRun(run, 0), ofRun(run, 1));
        }
        bench.traffic();

        for (int run = 0; run < 3 * SensorProgress.MOST_RUNS; run++) {
            bench.take(ofRun(run, 1), ofRun(run, 0));
        }

        assertThat(bench.traffic()).isEmpty();
        assertThat(bench.counted("batches.seen.before")).isEqualTo(6 * SensorProgress.MOST_RUNS);
    }

    @Test
    void theRestOfARunThatASensorSendsAfterManyOthersIsTakenOnceAndNothingIsMissing() {
        bench.take(ofRun(0, 0), ofRun(0, 1));
        for (int run = 1; run < 3 * SensorProgress.MOST_RUNS; run++) {
            bench.take(ofRun(run, 0));
        }
        bench.traffic();

        bench.take(ofRun(0, 2), ofRun(0, 2), ofRun(0, 3));

        assertThat(bench.traffic()).hasSize(2);
        assertThat(bench.counted("batches.missing")).isZero();
    }

    /** Each run begins a day before the one before it, as where the sensor's clock is set back again and again. */
    private static ObservationBatch ofRun(int run, long sequence) {
        Instant at = NOON.minus(Duration.ofDays(run)).plusSeconds(sequence);
        return new ObservationBatch(LISBON, new SensorId("attic"), "run-" + run, sequence, List.of(question(at)));
    }

    @Test
    void missingBatchesAreCounted() {
        bench.take(batch(LISBON, 0, question(NOON)), batch(LISBON, 4, question(NOON.plusSeconds(4))));

        assertThat(bench.counted("batches.missing")).isEqualTo(3);
    }

    @Test
    void aBatchThatWasMissingIsTakenWhenItArrives() {
        bench.take(batch(LISBON, 0, question(NOON)), batch(LISBON, 2, question(NOON.plusSeconds(2))));
        bench.traffic();

        bench.take(batch(LISBON, 1, question(NOON.plusSeconds(1))));

        assertThat(bench.traffic()).hasSize(1);
        assertThat(bench.counted("batches.late")).isEqualTo(1);
    }

    @Test
    void aBatchThatSomebodyCopiedIntoAnotherPartitionIsPutAside() {
        try (Bench first = Bench.ofPartitions(stateDirectory.resolve("first"), 16)) {
            first.rule(1, THINGS_STAY_HOME);

            first.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));

            assertThat(first.alerts()).isEmpty();
            assertThat(first.rejected()).singleElement().satisfies(aside -> {
                assertThat(aside.key()).isEqualTo("lisbon");
                assertThat(header(aside, "curfew.reason")).isEqualTo("the record is not in the partition of its site");
            });
        }
    }

    @Test
    void aRecordThatIsNoBatchIsPutAsideAndTheNextOneTaken() {
        bench.take("lisbon", POISON);
        bench.take(batch(LISBON, 0, question(NOON)));

        assertThat(bench.rejected()).singleElement().satisfies(aside -> {
            assertThat(aside.key()).isEqualTo("lisbon");
            assertThat(aside.value()).isEqualTo(POISON);
            assertThat(header(aside, "curfew.reason")).isNotEmpty();
            assertThat(header(aside, "curfew.topic")).isEqualTo("curfew.observations.v1");
            assertThat(header(aside, "curfew.partition")).isEqualTo("0");
            assertThat(header(aside, "curfew.offset")).isEqualTo("0");
        });
        assertThat(bench.traffic()).hasSize(1);
    }

    @Test
    void ofARecordThatIsTooLargeTheBeginningIsPutAsideAndTheNextOneTaken() {
        bench.take("lisbon".repeat(1_000), new byte[1_040_000]);
        bench.take(batch(LISBON, 0, question(NOON)));

        assertThat(bench.rejected()).singleElement().satisfies(aside -> {
            assertThat(aside.key()).hasSize(1_024);
            assertThat(aside.value()).hasSize(512 * 1_024);
            assertThat(header(aside, "curfew.octets")).isEqualTo("1040000");
            assertThat(header(aside, "curfew.reason")).hasSizeLessThanOrEqualTo(1_000);
        });
        assertThat(bench.traffic()).hasSize(1);
    }

    @Test
    void aBatchWithAnObservationThatIsTooLargeIsPutAsideAndTheNextOneTaken() {
        Observation large = new AnnouncementObservation(
                NOON, new Endpoint(VACUUM_MAC, VACUUM, 5_353), "mdns", "a".repeat(600_000), null, null);
        bench.take(batch(LISBON, 0, large));
        bench.take(batch(LISBON, 1, question(NOON)));

        assertThat(bench.rejected())
                .singleElement()
                .satisfies(aside -> assertThat(header(aside, "curfew.reason"))
                        .isEqualTo("an observation has more than 262144 octets"));
        assertThat(bench.traffic()).hasSize(1);
    }

    @Test
    void aBatchThatLeadsToARecordThatIsTooLargeIsPutAsideAndTheNextOneTaken() {
        String because = "x".repeat(1_000_000);
        bench.rule(
                2,
                THINGS_STAY_HOME.replace(
                        "allow:", "deny:\n      - { to: internet, because: " + because + " }\n    allow:"));
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
        bench.take(batch(LISBON, 1, question(NOON.plusSeconds(2))));

        assertThat(bench.rejected()).hasSize(1);
        assertThat(bench.alerts()).isEmpty();
        assertThat(bench.traffic()).hasSize(1);
    }

    @Test
    void aBatchUnderAnotherSitesKeyIsPutAside() {
        bench.take("porto", new BatchWriter().write(batch(LISBON, 0, question(NOON))));

        assertThat(bench.rejected()).hasSize(1);
        assertThat(bench.traffic()).isEmpty();
    }

    @Test
    void aPolicyTakesEffectFromTheNextBatchOn() {
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
        assertThat(violations()).hasSize(1);

        bench.rule(2, THINGS_STAY_HOME.replace("allow:", "allow:\n      - { to: internet }"));
        bench.take(batch(LISBON, 1, call(NOON.plusSeconds(2), 2)));

        assertThat(violations())
                .as("what was forbidden before is over")
                .singleElement()
                .returns(Alert.State.RESOLVED, Alert::state)
                .returns(1L, Alert::count);
        assertThat(bench.traffic().getLast().at("/curfew/verdict/result").asText())
                .isEqualTo("allowed");
    }

    @Test
    void eachJudgedBatchSaysWhichPolicyJudgedIt() {
        bench.take(batch(LISBON, 0, question(NOON)));
        bench.rule(2, THINGS_STAY_HOME);
        bench.take(batch(LISBON, 1, question(NOON.plusSeconds(1))));

        assertThat(bench.judgedBatches()).extracting(JudgedBatch::policyVersion).containsExactly(1L, 2L);
    }

    @Test
    void aSiteNeverGoesBackToAnOlderPolicy() {
        bench.rule(2, THINGS_STAY_HOME.replace("allow:", "allow:\n      - { to: internet }"));
        bench.take(batch(LISBON, 0, question(NOON)));

        bench.fallBehind(3);
        bench.take(batch(LISBON, 1, call(NOON.plusSeconds(1), 1)));

        assertThat(bench.judgedBatches()).extracting(JudgedBatch::policyVersion).containsExactly(2L, 2L);
        assertThat(violations()).isEmpty();
    }

    @Test
    void anAcknowledgementChangesTheAlert() {
        bench.take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
        Alert open = violations().getFirst();

        bench.take(new Command.Acknowledge(LISBON, "olga", NOON.plusSeconds(30), open.id(), "known"));

        assertThat(bench.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.id()).isEqualTo(open.id());
            assertThat(alert.state()).isEqualTo(Alert.State.ACKNOWLEDGED);
            assertThat(alert.standing().acknowledgement())
                    .isEqualTo(new Standing.Acknowledgement("olga", NOON.plusSeconds(30), "known"));
        });
    }

    @Test
    void aChangeOfThePolicyStandsAmongTheCommandsForTheAuditTrailOnly() {
        bench.takeCommand("*", "{\"command\":\"policy\",\"by\":\"ada\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(bench.rejected()).isEmpty();
        assertThat(bench.counted("commands.rejected")).isZero();
    }

    @Test
    void aRecordThatIsNoCommandIsPutAside() {
        bench.takeCommand("lisbon", POISON);
        for (String nonsense : List.of("{\"command\":\"explode\"}", "null", "{\"command\":\"acknowledge\"}")) {
            bench.takeCommand("lisbon", nonsense.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(bench.rejected()).hasSize(4);
        assertThat(bench.counted("commands.rejected")).isEqualTo(4);
    }

    @Test
    void sitesWithTheSameAddressesAreKeptApart() {
        bench.take(
                batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)),
                batch(PORTO, 0, question(NOON), call(NOON.plusSeconds(1), 1)));

        assertThat(violations())
                .extracting(Alert::site, alert -> alert.device().value(), Alert::count)
                .containsExactly(tuple(LISBON, "vacuum", 1L), tuple(PORTO, "02-00-00-00-00-21", 1L));
    }

    @Test
    void trafficOfAnUnknownSiteIsKeptUnjudged() {
        bench.take(batch(new SiteId("madrid"), 0, call(NOON, 1)));

        assertThat(bench.traffic())
                .singleElement()
                .satisfies(document -> assertThat(
                                document.at("/curfew/verdict/result").asText())
                        .isEqualTo("unjudged"));
        assertThat(bench.alerts()).isEmpty();
        assertThat(bench.counted("observations.unknown.site")).isEqualTo(1);
    }

    @Test
    void eachBatchIsCountedAsOneThing() {
        bench.take(batch(LISBON, 0, question(NOON)), batch(LISBON, 0, question(NOON)));
        bench.take("lisbon", POISON);
        bench.take(batch(new SiteId("madrid"), 0, call(NOON, 1)));

        assertThat(bench.counted("batches.received"))
                .isEqualTo(4)
                .isEqualTo(bench.counted("batches.correlated")
                        + bench.counted("batches.seen.before")
                        + bench.counted("batches.rejected"));
    }

    private List<Alert> violations() {
        return bench.alerts().stream()
                .filter(alert -> alert.kind() == Alert.Kind.RULE)
                .toList();
    }

    private static String header(TestRecord<String, byte[]> line, String name) {
        return new String(line.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
