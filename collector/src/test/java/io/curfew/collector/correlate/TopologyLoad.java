package io.curfew.collector.correlate;

import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.collector.load.Town;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.Table;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The processor of one task with its store on disk, from octets to octets, without Kafka. */
final class TopologyLoad implements Load {
    /** As the part with Kafka has it. */
    private static final long HEAP_BYTES = (long) TownProcess.HEAP_MEBIBYTES << 20;

    private static final int MOST_TABLES = 8;

    private final long[] bytesOut = new long[4];
    private long offset;

    @Override
    public Figures measure(Town town, Policy policy, long wanted) throws IOException {
        Path directory = Files.createTempDirectory("curfew-bench");
        try (MeasuredStore store = new MeasuredStore(directory)) {
            InMemoryEnrolledSensors nobody = new InMemoryEnrolledSensors();
            CorrelateProcessor processor = new CorrelateProcessor(
                    () -> policy,
                    new SignatureCheck(
                            nobody, SignatureDemand.ENROLLED, new LatestEnrolments(nobody, System::nanoTime)),
                    new CorrelationMetrics(new SimpleMeterRegistry()),
                    RowsAtHand.ofHeap(HEAP_BYTES),
                    1,
                    System::nanoTime);
            processor.init(store.context());
            long observations = 0;
            long warmUp = 0;
            long cpuNanos = 0;
            long wallNanos = 0;
            List<Record<byte[], byte[]>> records = new ArrayList<>();
            while (observations < wanted) {
                records.clear();
                long added = town.nextSecond(batch -> records.add(new Record<>(
                        batch.site().value().getBytes(StandardCharsets.UTF_8), new BatchWriter().write(batch), 0)));
                long began = System.nanoTime();
                long start = Load.cpuNanos();
                records.forEach(line -> take(processor, store.context(), line));
                long took = Load.cpuNanos() - start;
                if (observations < wanted / 3) {
                    warmUp += added;
                } else {
                    cpuNanos += took;
                    wallNanos += System.nanoTime() - began;
                }
                observations += added;
                Load.progress(observations - added, observations, wanted);
            }
            return figures(store, observations, warmUp, cpuNanos, wallNanos);
        } finally {
            DeletedFolder.delete(directory);
        }
    }

    private Figures figures(MeasuredStore store, long observations, long warmUp, long cpuNanos, long wallNanos) {
        Map<String, MeasuredStore.Octets> tables = store.tables();
        long devices = Objects.requireNonNull(tables.get(Table.DEVICES.name())).rows();
        double bytesADevice = (double) tables.values().stream()
                        .mapToLong(MeasuredStore.Octets::octets)
                        .sum()
                / devices;
        String more = String.format(
                Locale.ROOT,
                ", %,d devices, %,.0f bytes of state a device; an observation makes %.0f bytes of traffic, %.0f of"
                        + " dossiers, %.0f of alerts, %.0f of"
                        + " hours and sightings; bytes a device by table: %s",
                devices,
                bytesADevice,
                (double) bytesOut[0] / observations,
                (double) bytesOut[1] / observations,
                (double) bytesOut[2] / observations,
                (double) bytesOut[3] / observations,
                byTable(tables, devices));
        return new Figures(observations, warmUp, cpuNanos, wallNanos, bytesADevice, 0, more);
    }

    private static String byTable(Map<String, MeasuredStore.Octets> tables, long devices) {
        return tables.entrySet().stream()
                .sorted(Comparator.comparingLong(table -> -table.getValue().octets()))
                .limit(MOST_TABLES)
                .map(table -> String.format(
                        Locale.ROOT,
                        "%s %,d (%.1f rows of %d)",
                        table.getKey(),
                        table.getValue().octets() / devices,
                        (double) table.getValue().rows() / devices,
                        table.getValue().octets() / table.getValue().rows()))
                .collect(Collectors.joining(", "));
    }

    private void take(
            CorrelateProcessor processor, MockProcessorContext<byte[], byte[]> context, Record<byte[], byte[]> line) {
        context.setRecordMetadata(Topics.OBSERVATIONS, 0, offset++);
        processor.process(line);
        for (MockProcessorContext.CapturedForward<? extends byte[], ? extends byte[]> forward : context.forwarded()) {
            int sink = switch (forward.childName().orElse("")) {
                case CorrelateProcessor.TRAFFIC -> 0;
                case CorrelateProcessor.DEVICES -> 1;
                case CorrelateProcessor.ALERTS -> 2;
                case CorrelateProcessor.HOURS, CorrelateProcessor.SIGHTINGS -> 3;
                default ->
                    throw new IllegalStateException(
                            "put aside: " + forward.record().headers());
            };
            bytesOut[sink] += forward.record().value().length;
        }
        context.resetForwards();
    }
}
