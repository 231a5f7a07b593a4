package io.curfew.policy.replay;

import io.curfew.events.Observation;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Findings;
import io.curfew.policy.Peer;
import io.curfew.policy.essential.Essential;
import io.curfew.policy.essential.Essentials;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges the observations of one site by two policies, each from the beginning and with a memory of its own, and tells
 * what differs. What one rule forbids instead of another is no difference. Remembers at most {@value #MOST_MATTERS}
 * matters of each policy; further ones are not told. For one thread.
 */
public final class WhatIf {
    static final int MOST_MATTERS = 50_000;

    private static final Comparator<Difference> GRAVEST_FIRST = Comparator.comparing(Difference::severity)
            .reversed()
            .thenComparing(Comparator.comparingLong(Difference::count).reversed())
            .thenComparing(Difference::deviceName)
            .thenComparing(Difference::origin)
            .thenComparing(Difference::first)
            .thenComparing(difference -> String.valueOf(difference.peer()) + difference.service());

    private final Trial before;
    private final Trial after;
    private long observations;
    private long forgotten;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /** One policy on trial. */
    private final class Trial {
        private final Policy policy;
        private final HeapSiteMemory memory = new HeapSiteMemory();
        private final SiteWatch watch;
        private final Map<String, Alert> alerts = new HashMap<>();

        Trial(SiteId site, Policy policy) {
            this.policy = policy;
            watch = new SiteWatch(site, memory);
        }

        void observe(SensorRun run, Observation observation) {
            watch.observe(policy, run, observation);
            keep(watch.take());
        }

        private void keep(Findings findings) {
            for (Alert alert : findings.alerts()) {
                if (alerts.size() < MOST_MATTERS || alerts.containsKey(alert.id())) {
                    alerts.put(alert.id(), alert);
                } else {
                    forgotten++;
                }
            }
        }

        /** How often each matter happened, whichever rule speaks of it. */
        Map<Matter, Long> counts() {
            keep(watch.takeAll());
            Map<Matter, Long> counts = new HashMap<>();
            alerts.values()
                    .forEach(alert ->
                            counts.merge(Matter.of(alert), alert.tally().count(), Long::sum));
            return counts;
        }

        @Nullable
        String hostname(DeviceId device) {
            DeviceFacts facts = memory.get(Table.DEVICES, device);
            return facts == null ? null : facts.hostname();
        }
    }

    /** What two policies may both speak of: rules by what they forbid, detections by their name. */
    private record Matter(String detection, DeviceId device, String peer, String service) {
        static Matter of(Alert alert) {
            Peer peer = alert.peer();
            String name = peer == null ? "" : String.valueOf(peer.name() == null ? peer.ip() : peer.name());
            return new Matter(
                    alert.kind() == Alert.Kind.DETECTION ? alert.origin() : "",
                    alert.device(),
                    name,
                    String.valueOf(alert.service()));
        }
    }

    public WhatIf(SiteId site, Policy before, Policy after) {
        this.before = new Trial(site, before);
        this.after = new Trial(site, after);
    }

    /** Takes one observation, in the order in which the site's were told. */
    public void observe(SensorRun run, Observation observation) {
        observations++;
        Instant at = observation.at();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        before.observe(run, observation);
        after.observe(run, observation);
    }

    /** What differs so far. */
    public Impact impact() {
        Map<Matter, Long> countsBefore = before.counts();
        Map<Matter, Long> countsAfter = after.counts();
        List<Difference> begun = differences(after, countsAfter, countsBefore);
        List<Difference> ended = differences(before, countsBefore, countsAfter);
        long unchanged = countsAfter.entrySet().stream()
                .filter(entry -> entry.getValue().equals(countsBefore.get(entry.getKey())))
                .count();
        long leftOut = forgotten
                + Math.max(0, begun.size() - Impact.MOST_DIFFERENCES)
                + Math.max(0, ended.size() - Impact.MOST_DIFFERENCES);
        return new Impact(
                observations,
                first,
                last,
                begun.subList(0, Math.min(begun.size(), Impact.MOST_DIFFERENCES)),
                ended.subList(0, Math.min(ended.size(), Impact.MOST_DIFFERENCES)),
                unchanged,
                leftOut);
    }

    /** What {@code trial} speaks of more often than the other; a matter of several rules is told for the gravest. */
    private static List<Difference> differences(Trial trial, Map<Matter, Long> counts, Map<Matter, Long> others) {
        Map<Matter, Alert> gravest = new HashMap<>();
        for (Alert alert : trial.alerts.values()) {
            gravest.merge(
                    Matter.of(alert),
                    alert,
                    (one, other) -> one.severity().compareTo(other.severity()) >= 0 ? one : other);
        }
        List<Difference> differences = new ArrayList<>();
        gravest.forEach((matter, alert) -> {
            long more = counts.getOrDefault(matter, 0L) - others.getOrDefault(matter, 0L);
            if (more > 0) {
                differences.add(difference(trial, alert, more));
            }
        });
        differences.sort(GRAVEST_FIRST);
        return differences;
    }

    private static Difference difference(Trial trial, Alert alert, long count) {
        Peer peer = alert.peer();
        Essential essential = Essentials.shipped()
                .find(trial.hostname(alert.device()), peer == null ? null : peer.name(), alert.service());
        return new Difference(
                alert.kind(),
                alert.origin(),
                alert.device(),
                alert.deviceName(),
                peer,
                alert.service(),
                alert.severity(),
                count,
                alert.tally().first(),
                alert.tally().last(),
                alert.ruleText(),
                essential,
                doubts(alert));
    }

    private static List<String> doubts(Alert alert) {
        List<String> doubts = new ArrayList<>(0);
        if (!alert.initiatorCertain()) {
            doubts.add("The beginning of a flow was not seen, so that who started it is inferred.");
        }
        Peer peer = alert.peer();
        if (peer != null && peer.nameSource() == Peer.NameSource.ANSWER_TO_SITE) {
            doubts.add("The name is what another device was answered for this address.");
        }
        if (peer != null
                && peer.ip() != null
                && peer.name() == null
                && peer.ip().isInternet()) {
            doubts.add("Nobody was seen asking for this address: an entry for its name would not have fitted.");
        }
        return doubts;
    }
}
