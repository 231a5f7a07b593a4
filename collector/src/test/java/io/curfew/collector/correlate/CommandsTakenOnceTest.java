package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.language.Policy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.THINGS_STAY_HOME;
import static io.curfew.collector.correlate.Seen.batch;
import static io.curfew.collector.correlate.Seen.call;
import static io.curfew.collector.correlate.Seen.question;
import static org.assertj.core.api.Assertions.assertThat;

/** Kafka hands over commands once more when nobody was there for a week. */
class CommandsTakenOnceTest {
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));

    private final ObjectMapper json = CurfewJson.mapper();
    private final KeyValueStore<Bytes, byte[]> store = InMemoryStore.open();
    private final Policy policy = Bench.policy(1, THINGS_STAY_HOME);
    private final List<Alert> told = new ArrayList<>();
    private final SimpleMeterRegistry counted = new SimpleMeterRegistry();
    private final Alert open;

    private CommandsTakenOnceTest() {
        take(batch(LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
        open = told.stream()
                .filter(alert -> alert.origin().equals("things-stay-home"))
                .findFirst()
                .orElseThrow();
        told.clear();
    }

    /** Tells alerts, and where a command stands. */
    private final class Standing implements Outbox.Outlet {
        private final long offset;

        Standing(long offset) {
            this.offset = offset;
        }

        @Override
        public void forward(Record<byte[], byte[]> line, String sink) {
            if (sink.equals(CorrelateProcessor.ALERTS)) {
                try {
                    told.add(json.readValue(line.value(), Alert.class));
                } catch (IOException malformed) {
                    throw new UncheckedIOException(malformed);
                }
            }
        }

        @Override
        public RecordMetadata source() {
            return new RecordMetadata() {
                @Override
                public String topic() {
                    return Topics.COMMANDS;
                }

                @Override
                public int partition() {
                    return 0;
                }

                @Override
                public long offset() {
                    return offset;
                }
            };
        }

        @Override
        public boolean isPlaceOf(byte[] key) {
            return true;
        }
    }

    /** A task that begins anew with the state that there is. */
    private SitesAtWork sites(Outbox outbox, CorrelationMetrics metrics) {
        return new SitesAtWork(
                new SitesAtHand(store, new RowsAtHand(1_000), metrics), new KnownPolicy(() -> policy), metrics, outbox);
    }

    private static Record<byte[], byte[]> line(byte[] value, Instant at) {
        return new Record<>(LISBON.value().getBytes(StandardCharsets.UTF_8), value, at.toEpochMilli());
    }

    private void take(ObservationBatch batch) {
        CorrelationMetrics metrics = new CorrelationMetrics(new SimpleMeterRegistry());
        Outbox outbox = new Outbox(new Standing(0));
        InMemoryEnrolledSensors nobody = new InMemoryEnrolledSensors();
        SignatureCheck signatures =
                new SignatureCheck(nobody, SignatureDemand.ENROLLED, new LatestEnrolments(nobody, () -> 0));
        new BatchIntake(sites(outbox, metrics), new SitesHeard(() -> 0), signatures, metrics, outbox)
                .take(line(new BatchWriter().write(batch), NOON), NOON.toEpochMilli());
    }

    private void take(long offset, Instant at, Command command) throws IOException {
        CorrelationMetrics metrics = new CorrelationMetrics(counted);
        Outbox outbox = new Outbox(new Standing(offset));
        new CommandIntake(sites(outbox, metrics), metrics, outbox)
                .takeCommand(line(json.writeValueAsBytes(command), at));
    }

    private Command acknowledgement() {
        return new Command.Acknowledge(LISBON, "olga", NOON, open.id(), "known");
    }

    private Command resolution() {
        return new Command.Resolve(LISBON, "olga", NOON, open.id(), "gone");
    }

    @Test
    void whatWasDecidedIsNotDoneAgainOntoWhatHappenedSince() throws IOException {
        take(3, NOON, acknowledgement());
        take(5, NOON.plusSeconds(9), resolution());
        take(batch(LISBON, 1, call(LATER, 2)));
        assertThat(told).last().extracting(Alert::state).isEqualTo(Alert.State.OPEN);
        told.clear();

        take(3, NOON, acknowledgement());
        take(5, NOON.plusSeconds(9), resolution());

        assertThat(told).isEmpty();
        assertThat(counted.get("curfew.correlate.commands").counter().count()).isEqualTo(2);
    }

    @Test
    void whatIsDecidedNextIsDone() throws IOException {
        take(3, NOON, acknowledgement());
        told.clear();

        take(4, NOON, resolution());

        assertThat(told).singleElement().extracting(Alert::state).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void whatStandsInATopicThatWasMadeAnewIsDone() throws IOException {
        take(3, NOON, acknowledgement());
        told.clear();

        take(0, LATER, resolution());

        assertThat(told).singleElement().extracting(Alert::state).isEqualTo(Alert.State.RESOLVED);
    }
}
