package io.curfew.collector.correlate;

import io.curfew.collector.kafka.SitePartition;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.policy.Findings;
import io.curfew.policy.language.Policy;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Takes the records of one partition of sites in their order. A policy takes effect at a site with the first record
 * that is taken after it became known; the site remembers which, and never goes back to an older one. What cannot be
 * taken is put aside, whatever it is, so that one bad record never stops a site.
 */
final class CorrelateProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** The names of the topology's sinks. */
    static final String TRAFFIC = "traffic";

    static final String HOURS = "hours";
    static final String DEVICES = "devices";
    static final String ALERTS = "alerts";
    static final String SIGHTINGS = "sightings";
    static final String REJECTED = "rejected";

    /** The name of the store; it says which of the shapes that do not read each other the rows have. */
    static final String STORE = "rows-5";

    private static final Duration EACH_HALF_SECOND = Duration.ofMillis(500);
    /**
     * Many sites may fall silent in the same second, and those that are awake wait meanwhile; a thread has several
     * tasks.
     */
    private static final long QUIET_NANOS = Duration.ofMillis(25).toNanos();

    private static final Logger LOG = Logger.getLogger(CorrelateProcessor.class);

    private final KnownPolicy policy;
    private final SignatureCheck signatures;
    private final CorrelationMetrics metrics;
    private final RowsAtHand rowsAtHand;
    private final int partitions;
    private final SitesHeard heard;
    private @Nullable Task task;

    /** What there is once the task is known. */
    private record Task(
            ProcessorContext<byte[], byte[]> context,
            SitesAtHand atHand,
            SitesAtWork sites,
            BatchIntake batches,
            CommandIntake commands) {}

    /** To the topology's sinks. */
    private record Onward(ProcessorContext<byte[], byte[]> context, int partitions) implements Outbox.Outlet {
        @Override
        public void forward(Record<byte[], byte[]> line, String sink) {
            context.forward(line, sink);
        }

        @Override
        public RecordMetadata source() {
            return context.recordMetadata().orElseThrow();
        }

        @Override
        public boolean isPlaceOf(byte[] key) {
            return source().partition() == SitePartition.of(key, partitions);
        }
    }

    /**
     * @param rowsAtHand how many rows all tasks of the process keep as values
     * @param partitions over how many sites are spread
     * @param nanoTime a time that nobody sets, in nanoseconds
     */
    CorrelateProcessor(
            Supplier<Policy> policyInForce,
            SignatureCheck signatures,
            CorrelationMetrics metrics,
            RowsAtHand rowsAtHand,
            int partitions,
            LongSupplier nanoTime) {
        this.heard = new SitesHeard(nanoTime);
        this.rowsAtHand = rowsAtHand;
        this.partitions = partitions;
        this.policy = new KnownPolicy(policyInForce);
        this.signatures = signatures;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(STORE);
        SitesAtHand atHand = new SitesAtHand(store, rowsAtHand, metrics);
        atHand.all().forEach(site -> heard.heard(site));
        Outbox outbox = new Outbox(new Onward(context, partitions));
        SitesAtWork sites = new SitesAtWork(atHand, policy, metrics, outbox);
        task = new Task(
                context,
                atHand,
                sites,
                new BatchIntake(sites, heard, signatures, metrics, outbox),
                new CommandIntake(sites, metrics, outbox));
        context.schedule(EACH_HALF_SECOND, PunctuationType.WALL_CLOCK_TIME, this::lookAfterTheQuiet);
    }

    /**
     * What only happened again is told of with what comes next; where nothing comes, it is told now. Where sensors are
     * silent, they tell no time: it passes as this machine counts it, live only, for what is judged again is judged by
     * observations alone. Nor does a task to which nothing comes keep more than its part of the rows.
     */
    private void lookAfterTheQuiet(long nowMillis) {
        task().atHand().makeRoom();
        long began = System.nanoTime();
        heard.whileResting(id -> {
            judge("alerts are not told", id, nowMillis, (site, _) -> site.takeAll());
            return System.nanoTime() - began < QUIET_NANOS;
        });
        heard.whileSilent((id, elapsed) -> {
            judge("time does not pass", id, nowMillis, (site, current) -> site.pass(current, elapsed));
            return System.nanoTime() - began < QUIET_NANOS;
        });
    }

    private void judge(String failure, SiteId id, long nowMillis, SitesAtWork.Judging<Findings> judging) {
        try {
            task().sites().judge(id, nowMillis, judging);
        } catch (SitesAtWork.Unjudged bug) {
            LOG.errorf(bug.getCause(), "site left as it was, site=%s reason=%s", id, failure);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> line) {
        Task current = task();
        String topic = current.context().recordMetadata().orElseThrow().topic();
        switch (topic) {
            case Topics.OBSERVATIONS ->
                current.batches().take(line, current.context().currentSystemTimeMs());
            case Topics.COMMANDS -> current.commands().takeCommand(line);
            case Topics.HINTS -> current.commands().takeHint(line);
            default -> throw new IllegalStateException("no such source: " + topic);
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.atHand().close();
        }
    }

    private Task task() {
        return Objects.requireNonNull(task, "a processor is initialised before it is used");
    }
}
