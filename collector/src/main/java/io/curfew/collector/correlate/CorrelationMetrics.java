package io.curfew.collector.correlate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What the correlation counts. {@code received = correlated + seen before + rejected} holds for batches after each one.
 * A batch that is taken again after a crash, because its transaction was never committed, counts again; its findings
 * appear once.
 */
public final class CorrelationMetrics {
    private final Counter received;
    private final Counter correlated;
    private final Counter seenBefore;
    private final Counter rejected;
    private final Counter refused;
    private final Counter missing;
    private final Counter late;
    private final Counter observations;
    private final Counter unknownSite;
    private final Counter unknownKind;
    private final Counter commands;
    private final Counter rejectedCommands;
    private final Counter hints;
    private final Counter alerts;
    private final Counter sitesLetGo;
    private final Counter traitsLetGo;
    private final Counter replacedThreads;

    public CorrelationMetrics(MeterRegistry registry) {
        received = counter(registry, "batches.received", "Batches read. Standing still: no sensor reaches Kafka.");
        correlated = counter(registry, "batches.correlated", "Batches taken, those of unknown sites among them.");
        seenBefore = counter(
                registry,
                "batches.seen.before",
                "Batches passed over because they were taken before. A few after a sensor's outage are normal.");
        rejected = counter(
                registry,
                "batches.rejected",
                "Batches put aside on curfew.rejected.v1. More than none: a sensor is newer than this collector, is"
                        + " broken, or somebody else writes to the topic; the record's headers say which.");
        refused = counter(
                registry,
                "batches.refused",
                "Batches, of those rejected, that are not proven to be by the sensor in whose name they came: not"
                        + " signed, signed by another key, or by a sensor that was revoked. More than none: enrol that"
                        + " sensor again, or look for who sends them.");
        missing = counter(
                registry,
                "batches.missing",
                "Batches found missing between two others. Minus those that arrived late: what was lost on the way.");
        late = counter(registry, "batches.late", "Batches that were missing and arrived after all.");
        observations = counter(registry, "observations", "Observations in the batches taken.");
        unknownSite = counter(
                registry,
                "observations.unknown.site",
                "Observations kept but not judged because the policy knows no such site.");
        unknownKind = counter(
                registry,
                "observations.unknown.kind",
                "Observations left out because their kind is unknown: the sensor is newer than this collector.");
        commands = counter(registry, "commands", "Commands done.");
        rejectedCommands = counter(registry, "commands.rejected", "Commands put aside on curfew.rejected.v1.");
        hints = counter(
                registry,
                "hints",
                "Times that a site was told what it has in common with others, or where it differs.");
        alerts = counter(registry, "alerts.changed", "Alerts opened or changed, once a batch.");
        sitesLetGo = counter(
                registry,
                "sites.let.go",
                "Times that the rows of a site made room for those of others. Growing by the second: each is read from"
                        + " the disk again, which takes several times as long; give the collector more heap, or share"
                        + " the sites between more collectors.");
        traitsLetGo = counter(
                registry,
                "traits.let.go",
                "Times that what a site has shown made room before it was over for what others show. More than none:"
                        + " so much is new each day that what sites have in common may be missed; see which site"
                        + " contacts so many, or spread the sites over more partitions.");
        replacedThreads = counter(
                registry,
                "threads.replaced",
                "Stream threads that failed and were replaced. Growing: Kafka is in trouble, or there is a bug; see the"
                        + " log.");
    }

    private static Counter counter(MeterRegistry registry, String name, String help) {
        return Counter.builder("curfew.correlate." + name).description(help).register(registry);
    }

    void batchReceived() {
        received.increment();
    }

    void batchCorrelated(int observationsInIt) {
        correlated.increment();
        observations.increment(observationsInIt);
    }

    void batchSeenBefore() {
        seenBefore.increment();
    }

    void batchRejected() {
        rejected.increment();
    }

    /** It is rejected too. */
    void batchRefused() {
        rejected.increment();
        refused.increment();
    }

    void batchesMissing(long batches) {
        missing.increment((double) batches);
    }

    void batchArrivedLate() {
        late.increment();
    }

    void siteUnknown(int observationsInBatch) {
        unknownSite.increment(observationsInBatch);
    }

    void kindUnknown(int observationsLeftOut) {
        unknownKind.increment(observationsLeftOut);
    }

    void hintTaken() {
        hints.increment();
    }

    void commandDone() {
        commands.increment();
    }

    void commandRejected() {
        rejectedCommands.increment();
    }

    void alertsChanged(int changed) {
        alerts.increment(changed);
    }

    void siteLetGo() {
        sitesLetGo.increment();
    }

    void traitLetGo() {
        traitsLetGo.increment();
    }

    void threadReplaced() {
        replacedThreads.increment();
    }
}
