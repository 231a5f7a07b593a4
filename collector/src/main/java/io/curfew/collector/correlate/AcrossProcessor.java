package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.across.SightedTraits;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Finds what sites have in common: one task sees all sightings of a trait. */
final class AcrossProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** The name of the sink of hints. */
    static final String HINTS = "hints-out";

    /** The name of the sink of what is put aside. */
    static final String REJECTED = "sightings-rejected";

    /** The name of the store; it says which of the shapes that do not read each other the rows have. */
    static final String STORE = "across-3";

    private final CorrelationMetrics metrics;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable StoredTraitMemory memory;
    private @Nullable SightedTraits traits;

    AcrossProcessor(CorrelationMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        memory = new StoredTraitMemory(taskContext.getStateStore(STORE));
        traits = new SightedTraits(memory, SightedTraits.MOST_OCTETS, metrics::traitLetGo);
    }

    @Override
    public void process(Record<byte[], byte[]> line) {
        Sighting sighting;
        try {
            sighting = CurfewJson.read(mapper, line.value(), Sighting.class);
        } catch (IOException | IllegalArgumentException malformed) {
            RecordMetadata source = context().recordMetadata().orElseThrow();
            context().forward(Outbox.aside(line, source, "no sighting: " + malformed.getMessage()), REJECTED);
            return;
        }
        List<Hint> hints = traits().take(sighting);
        memory().keepExtent();
        for (Hint hint : hints) {
            byte[] site = hint.site().value().getBytes(StandardCharsets.UTF_8);
            context().forward(new Record<>(site, octets(hint), line.timestamp()), HINTS);
        }
    }

    private byte[] octets(Hint hint) {
        try {
            return mapper.writeValueAsBytes(hint);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private StoredTraitMemory memory() {
        return Objects.requireNonNull(memory, "a processor is initialised before it is used");
    }

    private SightedTraits traits() {
        return Objects.requireNonNull(traits, "a processor is initialised before it is used");
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "a processor is initialised before it is used");
    }
}
