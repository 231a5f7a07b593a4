package io.curfew.collector.correlate;

import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Sighting;
import io.curfew.policy.Verdict;
import io.curfew.policy.language.Policy;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One site: its batches and commands, each as a whole or not at all. After each of them its user calls either
 * {@link #keep()} or {@link #discard()}. For one thread.
 */
final class SiteCorrelation {
    private static final Verdict UNJUDGED = new Verdict.Unjudged();

    private final SiteId site;
    private final StoredSiteMemory memory;
    private SiteWatch watch;
    private Policy searched = Policy.none();
    private boolean known;

    /** What a batch led to. */
    sealed interface Result {

        /**
         * It was taken.
         *
         * @param findings every observation judged, and the last state of each alert and dossier that it changed
         * @param siteKnown false when the policy has no such site, so that nothing was judged
         * @param missing batches found missing before it
         * @param late true when it was missing until now
         */
        record Taken(Findings findings, boolean siteKnown, long missing, boolean late) implements Result {}

        /** It was taken before. */
        record SeenBefore() implements Result {}
    }

    SiteCorrelation(SiteId site, StoredSiteMemory memory) {
        this.site = site;
        this.memory = memory;
        this.watch = new SiteWatch(site, memory);
    }

    /** Judges a batch by {@code policy}. */
    Result take(Policy policy, ObservationBatch batch) {
        return switch (memory.progress(batch.sensor()).arrival(batch.run(), batch.sequence())) {
            case SensorProgress.Arrival.SeenBefore _ -> new Result.SeenBefore();
            case SensorProgress.Arrival.Taken taken -> {
                memory.progress(batch.sensor(), taken.progress());
                adopt(policy, batch);
                boolean siteKnown = isKnown(policy);
                Findings findings = siteKnown ? judged(policy, batch, missing(taken)) : unjudged(batch);
                yield new Result.Taken(findings, siteKnown, taken.missing(), taken.late());
            }
        };
    }

    private void adopt(Policy policy, ObservationBatch batch) {
        Adoptions adopted = memory.adoptions();
        if (policy.version() > adopted.version()) {
            memory.adoptions(adopted.with(
                    new Adoptions.Adoption(policy.version(), batch.sensor().value(), batch.run(), batch.sequence())));
        }
    }

    /** The policy that judged the site last: no older one may judge it any more. */
    long policyVersion() {
        return memory.adoptions().version();
    }

    /** Does what a person decided; dossiers show it as {@code policy} would have it. */
    Findings apply(Policy policy, Command command) {
        return watch.apply(policy, command);
    }

    /** Takes what the site has in common with others; a site that the policy does not know takes nothing. */
    Findings take(Policy policy, Hint hint) {
        return isKnown(policy) ? watch.take(policy, hint) : new Findings(List.of(), List.of(), List.of(), List.of());
    }

    @SuppressWarnings("ReferenceEquality") // a large policy is searched once
    private boolean isKnown(Policy policy) {
        if (policy != searched) {
            searched = policy;
            known = policy.site(site).isPresent();
        }
        return known;
    }

    /** How many rows are at hand. */
    int rowsAtHand() {
        return memory.countAtHand();
    }

    /** Lets go of the rows at hand. */
    void forgetRows() {
        memory.forget();
    }

    /** Makes what was just done last. */
    void keep() {
        memory.flush();
    }

    /** Makes what was just done, or begun, undone. */
    void discard() {
        memory.discard();
        watch = new SiteWatch(site, memory);
    }

    /** Lets time pass by the wall clock; at a site that the policy does not know there is none. */
    Findings pass(Policy policy, Duration elapsed) {
        return isKnown(policy) ? watch.pass(policy, elapsed) : new Findings(List.of(), List.of(), List.of(), List.of());
    }

    /** How many batches are found missing now; fewer than none when one came after all. */
    private static long missing(SensorProgress.Arrival.Taken taken) {
        return taken.late() ? -1 : taken.missing();
    }

    private Findings judged(Policy policy, ObservationBatch batch, long missing) {
        SensorRun run = new SensorRun(batch.sensor(), batch.run());
        List<JudgedObservation> judged = new ArrayList<>(batch.observations().size());
        Map<String, Alert> alerts = new LinkedHashMap<>();
        Map<DeviceId, Device> devices = new LinkedHashMap<>();
        List<Sighting> sightings = new ArrayList<>(0);
        if (missing != 0) {
            watch.missing(policy, batch.sensor(), missing).alerts().forEach(alert -> alerts.put(alert.id(), alert));
        }
        for (Observation observation : batch.observations()) {
            Findings findings = watch.observe(policy, run, observation);
            judged.addAll(findings.judged());
            findings.alerts().forEach(alert -> alerts.put(alert.id(), alert));
            findings.devices().forEach(device -> devices.put(device.id(), device));
            sightings.addAll(findings.sightings());
        }
        return new Findings(judged, List.copyOf(alerts.values()), List.copyOf(devices.values()), sightings);
    }

    private static Findings unjudged(ObservationBatch batch) {
        List<JudgedObservation> judged = batch.observations().stream()
                .map(observation -> new JudgedObservation(observation, null, null, null, null, UNJUDGED))
                .toList();
        return new Findings(judged, List.of(), List.of(), List.of());
    }
}
