package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import io.curfew.policy.across.Across;
import io.curfew.policy.across.Bearers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds what sites have in common: one task sees all sightings of a trait. Forgets a trait that has not shown for long,
 * once an hour of event time.
 */
final class AcrossProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** The name of the sink. */
    static final String HINTS = "hints-out";

    /** The name of the store. */
    static final String STORE = "across";

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final Logger LOG = Logger.getLogger(AcrossProcessor.class);

    private final ObjectMapper mapper = CurfewJson.mapper();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        store = taskContext.getStateStore(STORE);
        taskContext.schedule(
                BETWEEN_SWEEPS, PunctuationType.STREAM_TIME, millis -> forget(Instant.ofEpochMilli(millis)));
    }

    @Override
    public void process(Record<byte[], byte[]> line) {
        try {
            Sighting sighting = CurfewJson.read(mapper, line.value(), Sighting.class);
            String key = sighting.trait().toString();
            byte[] known = store().get(key);
            Bearers before = known == null ? Bearers.NONE : mapper.readValue(known, Bearers.class);
            Across.Outcome outcome = Across.take(before, sighting);
            store().put(key, mapper.writeValueAsBytes(outcome.bearers()));
            for (Hint hint : outcome.hints()) {
                byte[] site = hint.site().value().getBytes(StandardCharsets.UTF_8);
                context().forward(new Record<>(site, mapper.writeValueAsBytes(hint), line.timestamp()), HINTS);
            }
        } catch (IOException | IllegalArgumentException malformed) {
            // Only this program writes the topic, so nobody loses anything that was promised.
            LOG.warnf("sighting left out, reason=%s", malformed.getMessage());
        }
    }

    private void forget(Instant now) {
        List<String> over = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> rows = store().all()) {
            while (rows.hasNext()) {
                var row = rows.next();
                if (isOver(row.key, row.value, now)) {
                    over.add(row.key);
                }
            }
        }
        over.forEach(key -> store().delete(key));
    }

    private boolean isOver(String key, byte[] value, Instant now) {
        try {
            return Across.isOver(Trait.parse(key), mapper.readValue(value, Bearers.class), now);
        } catch (IOException corrupt) {
            throw new IllegalStateException("the stored row cannot be read: " + key, corrupt);
        }
    }

    private KeyValueStore<String, byte[]> store() {
        return Objects.requireNonNull(store, "a processor is initialised before it is used");
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "a processor is initialised before it is used");
    }
}
