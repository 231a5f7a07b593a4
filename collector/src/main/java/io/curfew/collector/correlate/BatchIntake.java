package io.curfew.collector.correlate;

import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.events.ObservationBatch;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.language.Policy;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.util.Optional;

/** Takes what sensors send. What cannot be taken is put aside and counted. For one thread. */
final class BatchIntake {
    private static final Logger LOG = Logger.getLogger(BatchIntake.class);

    private final SitesAtWork sites;
    private final SitesHeard heard;
    private final SignatureCheck signatures;
    private final CorrelationMetrics metrics;
    private final Outbox outbox;
    private final BatchWriter batches = new BatchWriter();

    BatchIntake(
            SitesAtWork sites, SitesHeard heard, SignatureCheck signatures, CorrelationMetrics metrics, Outbox outbox) {
        this.sites = sites;
        this.heard = heard;
        this.signatures = signatures;
        this.metrics = metrics;
        this.outbox = outbox;
    }

    /** @param nowMillis by the wall clock */
    void take(Record<byte[], byte[]> line, long nowMillis) {
        metrics.batchReceived();
        switch (reading(line)) {
            case BatchReading.Refused refused -> {
                metrics.batchRejected();
                outbox.putAside(line, refused.reason());
            }
            case BatchReading.Accepted accepted -> takeIfProven(line, accepted, nowMillis);
        }
    }

    private void takeIfProven(Record<byte[], byte[]> line, BatchReading.Accepted accepted, long nowMillis) {
        Optional<String> refusal = signatures.refusal(accepted.batch(), line.value(), line.headers(), nowMillis);
        if (refusal.isEmpty()) {
            take(line, accepted);
        } else {
            metrics.batchRefused();
            outbox.putAside(line, refusal.get());
        }
    }

    private BatchReading reading(Record<byte[], byte[]> line) {
        if (line.value() == null) {
            return new BatchReading.Refused("the record has no value");
        }
        BatchReading reading = BatchReader.read(line.value());
        if (reading instanceof BatchReading.Accepted accepted
                && !Keys.of(line).equals(accepted.batch().site().value())) {
            return new BatchReading.Refused("the key is not the batch's site");
        }
        if (reading instanceof BatchReading.Accepted && !outbox.isInPlace(line)) {
            // Elsewhere nobody knows what was taken of the site: what somebody copied would be new there.
            return new BatchReading.Refused("the record is not in the partition of its site");
        }
        return reading;
    }

    private void take(Record<byte[], byte[]> line, BatchReading.Accepted accepted) {
        ObservationBatch batch = accepted.batch();
        try {
            SiteCorrelation.Result result = sites.whole(
                    batch.site(), line.timestamp(), (site, current) -> judged(line, accepted, site, current));
            heard.heard(batch.site());
            count(accepted, result);
        } catch (SitesAtWork.Unjudged bug) {
            LOG.errorf(bug.getCause(), "batch put aside, site=%s sensor=%s", batch.site(), batch.sensor());
            metrics.batchRejected();
            outbox.putAside(line, "judging failed: " + bug.getCause());
        }
    }

    private SiteCorrelation.Result judged(
            Record<byte[], byte[]> line, BatchReading.Accepted accepted, SiteCorrelation site, Policy current)
            throws IOException {
        ObservationBatch batch = accepted.batch();
        SiteCorrelation.Result result = site.take(current, batch);
        if (result instanceof SiteCorrelation.Result.Taken taken) {
            outbox.addTraffic(octetsOf(line, accepted), new JudgedBatch(batch, 0, current.version(), taken.judged()));
            outbox.addChanges(taken.findings());
        }
        return result;
    }

    /** The octets that hold what was understood of a batch, no more. */
    private byte[] octetsOf(Record<byte[], byte[]> line, BatchReading.Accepted accepted) {
        return accepted.unknown() == 0 ? line.value() : batches.write(accepted.batch());
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
}
