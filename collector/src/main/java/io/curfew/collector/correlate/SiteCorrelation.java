package io.curfew.collector.correlate;

import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Command;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.Verdict;
import io.curfew.policy.language.Policy;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
         * @param judged every observation of it
         * @param findings what came of it, and of what was taken before
         * @param siteKnown false when the policy has no such site, so that nothing was judged
         * @param missing batches found missing before it
         * @param late true when it was missing until now
         */
        record Taken(List<JudgedObservation> judged, Findings findings, boolean siteKnown, long missing, boolean late)
                implements Result {}

        /** It was taken before. */
        record SeenBefore() implements Result {}
    }

    SiteCorrelation(SiteId site, StoredSiteMemory memory) {
        this.site = site;
        this.memory = memory;
        watch = new SiteWatch(site, memory, true);
    }

    /** Judges a batch by {@code policy}. */
    Result take(Policy policy, ObservationBatch batch) {
        SensorProgress progress = progress(batch);
        return switch (progress.arrival(batch.run(), batch.sequence())) {
            case SensorProgress.Arrival.SeenBefore _ -> new Result.SeenBefore();
            case SensorProgress.Arrival.Taken taken -> {
                keep(batch.sensor(), progress, taken.progress());
                adopt(Adoptions.Adoption.byBatch(policy.version(), batch));
                boolean siteKnown = isKnown(policy);
                List<JudgedObservation> judged = siteKnown ? judged(policy, batch, missing(taken)) : unjudged(batch);
                Findings findings = siteKnown ? watch.take() : Findings.NONE;
                yield new Result.Taken(judged, findings, siteKnown, taken.missing(), taken.late());
            }
        };
    }

    private SensorProgress progress(ObservationBatch batch) {
        SensorProgress progress = memory.progress(batch.sensor());
        return progress.knows(batch.run())
                ? progress
                : progress.resuming(
                        batch.run(), memory.endedRuns(batch.sensor()).next(batch.run()));
    }

    private void keep(SensorId sensor, SensorProgress before, SensorProgress after) {
        memory.progress(sensor, after);
        for (SensorProgress.Run ended : before.endedUntil(after)) {
            memory.endedRuns(sensor, memory.endedRuns(sensor).with(ended));
        }
    }

    private void adopt(Adoptions.Adoption adoption) {
        Adoptions adopted = memory.adoptions();
        if (adoption.version() > adopted.version()) {
            memory.adoptions(adopted.with(adoption));
        }
    }

    /** The policy that judged the site last: no older one may judge it any more. */
    long policyVersion() {
        return memory.adoptions().version();
    }

    /**
     * Remembers that a record is taken.
     *
     * @param topic where it stands, in the partition of the site
     * @return false when it was taken before
     */
    boolean takesFirst(String topic, long offset, Instant time) {
        TakenUntil taken = memory.takenUntil(topic);
        if (taken.includes(offset, time)) {
            return false;
        }
        memory.takenUntil(topic, taken.with(offset, time));
        return true;
    }

    /** Does what a person decided; dossiers show it as {@code policy} would have it. */
    Findings apply(Policy policy, Command command) {
        adopt(Adoptions.Adoption.betweenBatches(policy.version()));
        watch.apply(policy, command);
        return watch.take();
    }

    /** Takes what the site has in common with others; a site that the policy does not know takes nothing. */
    Findings take(Policy policy, Hint hint) {
        if (!isKnown(policy)) {
            return Findings.NONE;
        }
        adopt(Adoptions.Adoption.betweenBatches(policy.version()));
        watch.hear(policy, hint);
        return watch.take();
    }

    @SuppressWarnings("ReferenceEquality") // a large policy is searched once
    private boolean isKnown(Policy policy) {
        if (policy != searched) {
            searched = policy;
            known = policy.site(site).isPresent();
        }
        return known;
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
        watch = new SiteWatch(site, memory, true);
    }

    /** Lets time pass of which nobody tells; at a site that the policy does not know there is none. */
    Findings pass(Policy policy, Duration elapsed) {
        if (!isKnown(policy)) {
            return Findings.NONE;
        }
        adopt(Adoptions.Adoption.betweenBatches(policy.version()));
        watch.pass(policy, elapsed);
        return watch.take();
    }

    /** Takes what would be told later, since nothing comes for a while. */
    Findings takeAll() {
        return watch.takeAll();
    }

    /** Takes the hours that are over. */
    List<TrafficHour> takeHours() {
        return watch.takeHours();
    }

    /** How many batches are found missing now; fewer than none when one came after all. */
    private static long missing(SensorProgress.Arrival.Taken taken) {
        return taken.late() ? -1 : taken.missing();
    }

    private List<JudgedObservation> judged(Policy policy, ObservationBatch batch, long missing) {
        SensorRun run = new SensorRun(batch.sensor(), batch.run());
        if (missing != 0) {
            watch.missing(policy, batch.sensor(), missing);
        }
        List<JudgedObservation> judged = new ArrayList<>(batch.observations().size());
        for (Observation observation : batch.observations()) {
            judged.add(watch.observe(policy, run, observation));
        }
        return judged;
    }

    private static List<JudgedObservation> unjudged(ObservationBatch batch) {
        return batch.observations().stream()
                .map(observation -> new JudgedObservation(observation, null, null, null, null, UNJUDGED))
                .toList();
    }
}
