package io.curfew.collector.correlate;

import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.wire.BatchWriter;
import io.curfew.events.wire.SensorKey;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** How often made-up signatures have Kafka asked, in one process with several tasks. */
class LatestEnrolmentsTest {
    private static final Headers MADE_UP =
            new RecordHeaders().add(SensorKey.HEADER, new byte[SensorKey.SIGNATURE_OCTETS]);

    private final InMemoryEnrolledSensors sensors = new InMemoryEnrolledSensors();
    private long nanos;
    private long clockMillis = NOON.toEpochMilli();
    private final LatestEnrolments latest = new LatestEnrolments(sensors, () -> nanos);

    private SignatureCheck task() {
        return new SignatureCheck(sensors, SignatureDemand.REQUIRED, latest);
    }

    private Optional<String> refusal(SignatureCheck task) {
        ObservationBatch batch = new ObservationBatch(LISBON, new SensorId("invented"), "run-1", 0, List.of());
        return task.refusal(batch, new BatchWriter().write(batch), MADE_UP, clockMillis);
    }

    @Test
    void onceASecondForAllTasks() {
        List<SignatureCheck> tasks = List.of(task(), task(), task());

        tasks.forEach(this::refusal);
        assertThat(sensors.questions()).isEqualTo(1);

        nanos += Duration.ofSeconds(1).toNanos();
        tasks.forEach(this::refusal);
        assertThat(sensors.questions()).isEqualTo(2);
    }

    @Test
    void alsoAfterTheClockWasSetBack() {
        SignatureCheck task = task();
        refusal(task);
        clockMillis -= Duration.ofDays(1).toMillis();
        nanos += Duration.ofSeconds(1).toNanos();

        refusal(task);

        assertThat(sensors.questions()).isEqualTo(2);
    }

    @Test
    void whereKafkaDoesNotAnswerTheBatchIsRefusedAndTheTaskGoesOn() {
        sensors.enrolElsewhere(new EnrolledSensor(LISBON, new SensorId("loft"), null, "olga", NOON, null, null));
        sensors.loseTouch();

        assertThat(refusal(task())).contains("the batch is signed, but no key of this sensor is known");
    }
}
