package io.curfew.collector.correlate;

import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.language.Policy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.THINGS_STAY_HOME;
import static io.curfew.collector.correlate.Seen.batch;
import static io.curfew.collector.correlate.Seen.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A batch is put aside for what it is, never for what happens around it. */
class SitesAtWorkTest {
    private static final long NOW_MILLIS = NOON.toEpochMilli();

    private final List<String> sinks = new ArrayList<>();
    private final CorrelationMetrics metrics = new CorrelationMetrics(new SimpleMeterRegistry());
    private Policy inForce = Bench.policy(1, THINGS_STAY_HOME);
    private boolean isStoreBroken;

    private final class Kept implements Outbox.Outlet {
        @Override
        public void forward(Record<byte[], byte[]> line, String sink) {
            sinks.add(sink);
        }

        @Override
        public RecordMetadata source() {
            return new RecordMetadata() {
                @Override
                public String topic() {
                    return Topics.OBSERVATIONS;
                }

                @Override
                public int partition() {
                    return 0;
                }

                @Override
                public long offset() {
                    return 0;
                }
            };
        }

        @Override
        public boolean isPlaceOf(byte[] key) {
            return true;
        }
    }

    private BatchIntake intake() {
        Outbox outbox = new Outbox(new Kept());
        SitesAtWork sites = new SitesAtWork(
                new SitesAtHand(InMemoryStore.open(this::call), new RowsAtHand(1_000), metrics),
                new KnownPolicy(() -> inForce),
                metrics,
                outbox);
        InMemoryEnrolledSensors nobody = new InMemoryEnrolledSensors();
        SignatureCheck signatures =
                new SignatureCheck(nobody, SignatureDemand.ENROLLED, new LatestEnrolments(nobody, System::nanoTime));
        return new BatchIntake(sites, new SitesHeard(System::nanoTime), signatures, metrics, outbox);
    }

    private void call(String method) {
        if (isStoreBroken && method.equals("putAll")) {
            throw new TaskMigratedException("another has taken the task over");
        }
    }

    private static Record<byte[], byte[]> line(long sequence) {
        return new Record<>(
                LISBON.value().getBytes(StandardCharsets.UTF_8),
                new BatchWriter().write(batch(LISBON, sequence, question(NOON))),
                NOW_MILLIS);
    }

    @Test
    void whatFailsInKafkaEndsTheTask() {
        BatchIntake intake = intake();
        isStoreBroken = true;

        assertThatThrownBy(() -> intake.take(line(0), NOW_MILLIS)).isInstanceOf(KafkaException.class);

        assertThat(sinks).isEmpty();
    }

    @Test
    void aPolicyThatIsNotKnownInTimeEndsTheTask() {
        BatchIntake intake = intake();
        inForce = Bench.policy(2, THINGS_STAY_HOME);
        intake.take(line(0), NOW_MILLIS);
        sinks.clear();
        inForce = Bench.policy(1, THINGS_STAY_HOME);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> intake.take(line(1), NOW_MILLIS)).hasMessageContaining("policy 2 is not known here");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(sinks).isEmpty();
    }
}
