package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.PolicyChange;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchWriter;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.language.Policy;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    static final String STORE = "rows-2";

    /** Well below the largest record that Kafka takes by default. */
    private static final int HOURS_OF_A_RECORD = 500;

    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);
    private static final Duration EACH_FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(CorrelateProcessor.class);

    private final KnownPolicy policy;
    private final CorrelationMetrics metrics;
    private final int mostRowsAtHand;
    private final SitesHeard heard = new SitesHeard();
    private final JudgedBatchWriter traffic = new JudgedBatchWriter();
    private final BatchWriter batches = new BatchWriter();
    private final ObjectMapper mapper = CurfewJson.mapper();
    private @Nullable SitesAtHand sites;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /** Something to send on. */
    @SuppressWarnings("ArrayRecordComponent") // lives for a moment, never compared
    private record Found(String sink, String key, byte[] value) {}

    /** @param mostRowsAtHand how many rows of all sites are kept as values */
    CorrelateProcessor(Supplier<Policy> policyInForce, CorrelationMetrics metrics, int mostRowsAtHand) {
        this.mostRowsAtHand = mostRowsAtHand;
        this.policy = new KnownPolicy(policyInForce);
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        KeyValueStore<String, byte[]> store = taskContext.getStateStore(STORE);
        sites = new SitesAtHand(store, mostRowsAtHand);
        sites.all().forEach(site -> heard.heard(site, taskContext.currentSystemTimeMs()));
        taskContext.schedule(EACH_MINUTE, PunctuationType.WALL_CLOCK_TIME, this::letTimePass);
        taskContext.schedule(EACH_FIVE_SECONDS, PunctuationType.WALL_CLOCK_TIME, this::tellTheRest);
    }

    /** What only happened again is told of with what comes next; where nothing comes, it is told now. */
    private void tellTheRest(long nowMillis) {
        heard.forEachResting(nowMillis, id -> {
            SiteCorrelation site = site(id);
            try {
                forward(nowMillis, kept(site, policyOf(site), _ -> site.takeAll()));
            } catch (Unjudged bug) {
                LOG.errorf(bug.getCause(), "alerts are not told, site=%s", id);
            }
        });
    }

    /** Sites whose sensors are silent tell no time. Live only: what is judged again is judged by observations alone. */
    private void letTimePass(long nowMillis) {
        heard.forEachSilent(nowMillis, (id, elapsed) -> letTimePass(id, elapsed, nowMillis));
    }

    private void letTimePass(SiteId id, Duration elapsed, long nowMillis) {
        SiteCorrelation site = site(id);
        try {
            forward(nowMillis, kept(site, policyOf(site), current -> site.pass(current, elapsed)));
        } catch (Unjudged bug) {
            LOG.errorf(bug.getCause(), "time does not pass, site=%s", id);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> line) {
        switch (metadata().topic()) {
            case Topics.OBSERVATIONS -> takeBatch(line);
            case Topics.COMMANDS -> takeCommand(line);
            case Topics.HINTS -> takeHint(line);
            default ->
                throw new IllegalStateException("no such source: " + metadata().topic());
        }
    }

    private void takeBatch(Record<byte[], byte[]> line) {
        metrics.batchReceived();
        switch (reading(line)) {
            case BatchReading.Refused refused -> {
                metrics.batchRejected();
                putAside(line, refused.reason());
            }
            case BatchReading.Accepted accepted -> takeBatch(line, accepted);
        }
    }

    private static BatchReading reading(Record<byte[], byte[]> line) {
        if (line.value() == null) {
            return new BatchReading.Refused("the record has no value");
        }
        BatchReading reading = BatchReader.read(line.value());
        if (reading instanceof BatchReading.Accepted accepted
                && !keyOf(line).equals(accepted.batch().site().value())) {
            return new BatchReading.Refused("the key is not the batch's site");
        }
        return reading;
    }

    private void takeBatch(Record<byte[], byte[]> line, BatchReading.Accepted accepted) {
        ObservationBatch batch = accepted.batch();
        SiteCorrelation site = site(batch.site());
        Policy current = policyOf(site);
        SiteCorrelation.Result result;
        List<Found> found = new ArrayList<>();
        try {
            result = site.take(current, batch);
            heard.heard(batch.site(), context().currentSystemTimeMs());
            if (result instanceof SiteCorrelation.Result.Taken taken) {
                addTraffic(
                        found, octetsOf(line, accepted), new JudgedBatch(batch, 0, current.version(), taken.judged()));
                addChanges(found, taken.findings());
                addHours(found, site);
            }
            site.keep();
        } catch (IOException | RuntimeException bug) {
            site.discard();
            LOG.errorf(bug, "batch put aside, site=%s sensor=%s", batch.site(), batch.sensor());
            metrics.batchRejected();
            putAside(line, "judging failed: " + bug);
            return;
        }
        count(accepted, result);
        forward(line, found);
    }

    /** The octets that hold what was understood of a batch, no more. */
    private byte[] octetsOf(Record<byte[], byte[]> line, BatchReading.Accepted accepted) {
        return accepted.unknown() == 0 ? line.value() : batches.write(accepted.batch());
    }

    private void addTraffic(List<Found> found, byte[] octets, JudgedBatch judged) {
        for (byte[] value : traffic.values(octets, judged)) {
            found.add(new Found(TRAFFIC, judged.batch().site().value(), value));
        }
    }

    private void addChanges(List<Found> found, Findings findings) throws IOException {
        for (Device device : findings.devices()) {
            found.add(new Found(DEVICES, device.site() + "/" + device.id(), mapper.writeValueAsBytes(device)));
        }
        for (Alert alert : findings.alerts()) {
            found.add(new Found(ALERTS, alert.id(), mapper.writeValueAsBytes(alert)));
        }
        for (Sighting sighting : findings.sightings()) {
            found.add(new Found(SIGHTINGS, sighting.trait().toString(), mapper.writeValueAsBytes(sighting)));
        }
    }

    private void addHours(List<Found> found, SiteCorrelation site) throws IOException {
        List<TrafficHour> hours = site.takeHours();
        for (int first = 0; first < hours.size(); first += HOURS_OF_A_RECORD) {
            List<TrafficHour> some = hours.subList(first, Math.min(hours.size(), first + HOURS_OF_A_RECORD));
            found.add(new Found(HOURS, some.getFirst().site().value(), mapper.writeValueAsBytes(some)));
        }
    }

    private void count(BatchReading.Accepted accepted, SiteCorrelation.Result result) {
        switch (result) {
            case SiteCorrelation.Result.SeenBefore _ -> metrics.batchSeenBefore();
            case SiteCorrelation.Result.Taken taken -> {
                metrics.batchCorrelated(accepted.batch().observations().size());
                metrics.kindUnknown(accepted.unknown());
                metrics.alertsChanged(taken.findings().alerts().size());
                count(accepted.batch(), taken);
            }
        }
    }

    private void count(ObservationBatch batch, SiteCorrelation.Result.Taken taken) {
        if (!taken.siteKnown()) {
            metrics.siteUnknown(batch.observations().size());
        }
        if (taken.late()) {
            metrics.batchArrivedLate();
        }
        if (taken.missing() > 0) {
            metrics.batchesMissing(taken.missing());
            LOG.warnf(
                    "batches missing, site=%s sensor=%s run=%s from=%d to=%d",
                    batch.site(),
                    batch.sensor(),
                    batch.run(),
                    batch.sequence() - taken.missing(),
                    batch.sequence() - 1);
        }
    }

    private void takeCommand(Record<byte[], byte[]> line) {
        if (keyOf(line).equals(PolicyChange.KEY)) {
            // Stands there for the audit trail; the policy itself comes another way.
            return;
        }
        Command command;
        try {
            command = CurfewJson.read(mapper, line.value(), Command.class);
        } catch (IOException | IllegalArgumentException malformed) {
            metrics.commandRejected();
            putAside(line, "no command: " + malformed.getMessage());
            return;
        }
        if (!keyOf(line).equals(command.site().value())) {
            metrics.commandRejected();
            putAside(line, "the key is not the command's site");
            return;
        }
        takeCommand(line, command);
    }

    private void takeCommand(Record<byte[], byte[]> line, Command command) {
        SiteCorrelation site = site(command.site());
        try {
            forward(line, kept(site, policyOf(site), current -> site.apply(current, command)));
            metrics.commandDone();
        } catch (Unjudged bug) {
            LOG.errorf(bug.getCause(), "command put aside, site=%s", command.site());
            metrics.commandRejected();
            putAside(line, "the command failed: " + bug.getCause());
        }
    }

    private void takeHint(Record<byte[], byte[]> line) {
        Hint hint;
        try {
            hint = CurfewJson.read(mapper, line.value(), Hint.class);
        } catch (IOException | IllegalArgumentException malformed) {
            putAside(line, "no hint: " + malformed.getMessage());
            return;
        }
        if (!keyOf(line).equals(hint.site().value())) {
            putAside(line, "the key is not the hint's site");
            return;
        }
        SiteCorrelation site = site(hint.site());
        try {
            forward(line, kept(site, policyOf(site), current -> site.take(current, hint)));
            metrics.hintTaken();
        } catch (Unjudged bug) {
            LOG.errorf(bug.getCause(), "hint put aside, site=%s", hint.site());
            putAside(line, "the hint failed: " + bug.getCause());
        }
    }

    /** What a site makes of something under a policy. */
    private interface Judging {
        Findings by(Policy current);
    }

    /** A site could not make anything of something; nothing of it remains. */
    private static final class Unjudged extends Exception {
        private static final long serialVersionUID = 1;

        Unjudged(Exception bug) {
            super(bug);
        }
    }

    /** What was found, once the site has kept it. */
    private List<Found> kept(SiteCorrelation site, Policy current, Judging judging) throws Unjudged {
        List<Found> found = new ArrayList<>();
        try {
            Findings findings = judging.by(current);
            addChanges(found, findings);
            addHours(found, site);
            site.keep();
            metrics.alertsChanged(findings.alerts().size());
            return found;
        } catch (IOException | RuntimeException bug) {
            site.discard();
            throw new Unjudged(bug);
        }
    }

    /** The policy by which a site is judged now. */
    private Policy policyOf(SiteCorrelation site) {
        return policy.atLeast(site.policyVersion());
    }

    private void forward(Record<byte[], byte[]> line, List<Found> found) {
        forward(line.timestamp(), found);
    }

    private void forward(long timestamp, List<Found> found) {
        for (Found one : found) {
            context().forward(new Record<>(octets(one.key()), one.value(), timestamp), one.sink());
        }
    }

    private void putAside(Record<byte[], byte[]> line, String reason) {
        Headers headers = new RecordHeaders()
                .add("curfew.reason", octets(reason))
                .add("curfew.topic", octets(metadata().topic()))
                .add("curfew.partition", octets(Integer.toString(metadata().partition())))
                .add("curfew.offset", octets(Long.toString(metadata().offset())));
        byte[] value = line.value() == null ? new byte[0] : line.value();
        context().forward(new Record<>(line.key(), value, line.timestamp(), headers), REJECTED);
    }

    private SiteCorrelation site(SiteId site) {
        return Objects.requireNonNull(sites, "a processor is initialised before it is used")
                .of(site);
    }

    private RecordMetadata metadata() {
        return context().recordMetadata().orElseThrow();
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "a processor is initialised before it is used");
    }

    private static String keyOf(Record<byte[], byte[]> line) {
        return line.key() == null ? "" : new String(line.key(), StandardCharsets.UTF_8);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
