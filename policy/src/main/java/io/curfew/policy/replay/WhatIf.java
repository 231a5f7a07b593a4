package io.curfew.policy.replay;

import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.SiteId;
import io.curfew.policy.Peer;
import io.curfew.policy.essential.Essential;
import io.curfew.policy.essential.Essentials;
import io.curfew.policy.language.Policy;
import io.curfew.policy.watch.SensorRun;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges the observations of one site by two policies, each with a memory of its own, and tells what differs. What was
 * made before a moment is learned from and does not count: both know alike what names were answered, what addresses
 * were leased and claimed, and whom devices have talked to. What one rule forbids instead of another is no difference.
 * Of each policy as many matters are told as a {@link Trial} remembers.
 */
public final class WhatIf {
    private static final Comparator<Difference> GRAVEST_FIRST = Comparator.comparing(Difference::severity)
            .reversed()
            .thenComparing(Comparator.comparingLong(Difference::count).reversed())
            .thenComparing(Difference::deviceName)
            .thenComparing(Difference::origin)
            .thenComparing(Difference::first)
            .thenComparing(difference -> String.valueOf(difference.peer()) + difference.service());

    /**
     * How long it takes at most until a device has said again what its address is, and asked again for most of the
     * names that it uses: leases seldom last longer, and a name is remembered for a day beyond its answer.
     */
    public static final Duration LEARNING = Duration.ofHours(24);

    private final Trial before;
    private final Trial after;

    /** All that is observed counts. */
    public WhatIf(SiteId site, Policy before, Policy after) {
        this(site, before, after, Instant.MIN);
    }

    /** @param from when the earliest observation was made that counts; earlier ones are learned from */
    public WhatIf(SiteId site, Policy before, Policy after, Instant from) {
        this.before = new Trial(site, before, from);
        this.after = new Trial(site, after, from);
    }

    /** The trials of both policies, for those who let each take the observations on a thread of its own. */
    public List<Trial> trials() {
        return List.of(before, after);
    }

    /** Takes one observation, in the order in which the site's were told. */
    public void observe(SensorRun run, Observation observation) {
        before.observe(run, observation);
        after.observe(run, observation);
    }

    /** What differs so far, when both trials have taken the same observations and are at rest. */
    public Impact impact() {
        trials().forEach(Trial::rest);
        Map<Found.Matter, Long> countsBefore = before.counts();
        Map<Found.Matter, Long> countsAfter = after.counts();
        List<Difference> begun = differences(after, countsAfter, countsBefore);
        List<Difference> ended = differences(before, countsBefore, countsAfter);
        long unchanged = countsAfter.entrySet().stream()
                .filter(entry -> entry.getValue().equals(countsBefore.get(entry.getKey())))
                .count();
        long leftOut = before.forgotten()
                + after.forgotten()
                + Math.max(0, begun.size() - Impact.MOST_DIFFERENCES)
                + Math.max(0, ended.size() - Impact.MOST_DIFFERENCES);
        return new Impact(
                after.observations(),
                after.first(),
                after.last(),
                begun.subList(0, Math.min(begun.size(), Impact.MOST_DIFFERENCES)),
                ended.subList(0, Math.min(ended.size(), Impact.MOST_DIFFERENCES)),
                unchanged,
                leftOut,
                after.missing());
    }

    /** What {@code trial} speaks of more often than the other; a matter of several rules is told for the gravest. */
    private static List<Difference> differences(
            Trial trial, Map<Found.Matter, Long> counts, Map<Found.Matter, Long> others) {
        Map<Found.Matter, Found> gravest = new HashMap<>();
        for (Found found : trial.found()) {
            gravest.merge(
                    found.matter(),
                    found,
                    (one, other) -> one.severity().compareTo(other.severity()) >= 0 ? one : other);
        }
        List<Difference> differences = new ArrayList<>();
        gravest.forEach((matter, found) -> {
            long more = counts.getOrDefault(matter, 0L) - others.getOrDefault(matter, 0L);
            if (more > 0) {
                differences.add(difference(trial, found, more));
            }
        });
        differences.sort(GRAVEST_FIRST);
        return differences;
    }

    private static Difference difference(Trial trial, Found found, long count) {
        Essential essential = Essentials.shipped().find(trial.hostname(found.device()), found.peer(), found.service());
        return new Difference(
                found.kind(),
                found.origin(),
                found.device(),
                found.deviceName(),
                found.peer(),
                found.service(),
                found.severity(),
                count,
                found.first(),
                found.last(),
                found.ruleText(),
                essential,
                doubts(found, trial.knowsSince()));
    }

    private static List<String> doubts(Found found, @Nullable Instant knowsSince) {
        List<String> doubts = new ArrayList<>(0);
        if (!found.initiatorCertain()) {
            doubts.add("The beginning of a flow was not seen, so that who started it is inferred.");
        }
        Peer peer = found.peer();
        if (peer != null && peer.nameSource() == Peer.NameSource.ANSWER_TO_SITE) {
            doubts.add("The name is what another device was answered for this address.");
        }
        if (peer != null
                && peer.ip() != null
                && peer.name() == null
                && peer.ip().isInternet()) {
            doubts.add("Nobody was seen asking for this address: an entry for its name would not have fitted.");
        }
        boolean isEarly = knowsSince != null && found.last().isBefore(knowsSince.plus(LEARNING));
        if (isEarly && isUnknownNeighbour(peer)) {
            doubts.add("Whose address this is may have been said before the time that was looked at: an entry for that"
                    + " device would not have fitted.");
        }
        return doubts;
    }

    private static boolean isUnknownNeighbour(@Nullable Peer peer) {
        if (peer == null || peer.name() != null) {
            return false;
        }
        IpAddress ip = peer.ip();
        return ip != null && !ip.isInternet() && !ip.isGroup();
    }
}
