package io.curfew.collector.correlate;

import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.enrolment.Refusal;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what was recorded in the demo's two homes, again and again, each time with a memory that is then thrown away:
 * the virtual machine compiles what takes batches before the first one comes, instead of while alerts wait. Sends
 * nothing and leaves nothing behind.
 */
final class Rehearsal {
    private static final String POLICY = "policy.yaml";
    private static final List<String> HOMES = List.of("lisbon", "porto");
    private static final SensorId SENSOR = new SensorId("rehearsal");
    private static final String RUN = "rehearsal";
    private static final int ROWS_AT_HAND = 65_536;

    private final List<Record<byte[], byte[]>> batches = new ArrayList<>();
    private final Policy policy;
    private final int observationsARound;
    private final Set<String> sinks = new HashSet<>();
    private long observations;

    /** What the rehearsal makes goes nowhere. */
    private final class Nowhere implements Outbox.Outlet {
        @Override
        public void forward(Record<byte[], byte[]> line, String sink) {
            sinks.add(sink);
        }

        @Override
        public RecordMetadata source() {
            throw new IllegalStateException("a recorded batch was put aside");
        }

        @Override
        public boolean isPlaceOf(byte[] key) {
            return true;
        }
    }

    /** Nobody was enrolled for a rehearsal. */
    private static final class Strangers implements EnrolledSensors {
        @Override
        public Optional<EnrolledSensor> find(SiteId site, SensorId sensor) {
            return Optional.empty();
        }

        @Override
        public List<EnrolledSensor> of(SiteId site) {
            return List.of();
        }

        @Override
        public boolean catchUp() {
            return true;
        }

        @Override
        public Optional<Refusal> lastRefusal(SiteId site, SensorId sensor) {
            return Optional.empty();
        }

        @Override
        public void tell(Refusal refusal) {
            throw new IllegalStateException("a recorded batch was refused: " + refusal.reason());
        }
    }

    /** @throws IOException when the recordings cannot be read */
    Rehearsal() throws IOException {
        int count = 0;
        for (String home : HOMES) {
            List<Observation> recorded = recorded(home);
            count += recorded.size();
            addBatches(new SiteId(home), recorded);
        }
        observationsARound = count;
        policy = policy();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Rehearsal.class.getResourceAsStream("/rehearsal/" + name), name);
    }

    private static List<Observation> recorded(String home) throws IOException {
        List<Observation> recorded = new ArrayList<>();
        try (DataInputStream batches = new DataInputStream(resource(home + ".batches"))) {
            while (batches.available() > 0) {
                switch (BatchReader.read(batches.readNBytes(batches.readInt()))) {
                    case BatchReading.Accepted accepted ->
                        recorded.addAll(accepted.batch().observations());
                    case BatchReading.Refused refused ->
                        throw new IllegalStateException(home + ": " + refused.reason());
                }
            }
        }
        recorded.sort(Comparator.comparing(Observation::at));
        return recorded;
    }

    /** One for each second, as sensors send them. */
    private void addBatches(SiteId site, List<Observation> recorded) {
        BatchWriter writer = new BatchWriter();
        long sequence = 0;
        int from = 0;
        while (from < recorded.size()) {
            Instant end = recorded.get(from).at().plusSeconds(1);
            int to = from + 1;
            while (to < recorded.size()
                    && to - from < ObservationBatch.MOST_OBSERVATIONS
                    && recorded.get(to).at().isBefore(end)) {
                to++;
            }
            ObservationBatch batch = new ObservationBatch(site, SENSOR, RUN, sequence++, recorded.subList(from, to));
            batches.add(new Record<>(site.value().getBytes(StandardCharsets.UTF_8), writer.write(batch), 0));
            from = to;
        }
    }

    private static Policy policy() throws IOException {
        String text;
        try (InputStream octets = resource(POLICY)) {
            text = new String(octets.readAllBytes(), StandardCharsets.UTF_8);
        }
        return switch (PolicyReader.read(1, Map.of(POLICY, text))) {
            case PolicyReading.Accepted accepted -> accepted.policy();
            case PolicyReading.Refused refused ->
                throw new IllegalStateException(refused.mistakes().toString());
        };
    }

    /** Takes at least so many observations, in whole rounds. */
    void take(long wanted) {
        while (observations < wanted) {
            round();
        }
    }

    private void round() {
        KeyValueStore<Bytes, byte[]> store =
                Stores.inMemoryKeyValueStore(CorrelateProcessor.STORE).get();
        CorrelationMetrics metrics = new CorrelationMetrics(new SimpleMeterRegistry());
        Outbox outbox = new Outbox(new Nowhere());
        SitesAtWork sites = new SitesAtWork(
                new SitesAtHand(store, new RowsAtHand(ROWS_AT_HAND), metrics),
                new KnownPolicy(() -> policy),
                metrics,
                outbox);
        EnrolledSensors strangers = new Strangers();
        BatchIntake intake = new BatchIntake(
                sites,
                new SitesHeard(() -> 0),
                new SignatureCheck(strangers, SignatureDemand.ENROLLED, new LatestEnrolments(strangers, () -> 0)),
                metrics,
                outbox);
        batches.forEach(batch -> intake.take(batch, 0));
        observations += observationsARound;
    }

    /** How many observations were taken. */
    long observations() {
        return observations;
    }

    /** Which of the topology's sinks got something. */
    Set<String> sinks() {
        return Set.copyOf(sinks);
    }
}
