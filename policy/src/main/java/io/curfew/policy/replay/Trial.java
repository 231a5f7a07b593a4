package io.curfew.policy.replay;

import io.curfew.events.Detail;
import io.curfew.events.FlowObservation;
import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.coverage.Coverage;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Judges the observations of one site by one policy, with a memory of its own. What was made before a moment is learned
 * from and does not count, whenever it is told. Remembers at most {@value #MOST_MATTERS} matters; further ones are
 * counted. For one thread, which may be another than that of the policy it is held against.
 */
public final class Trial {
    static final int MOST_MATTERS = 50_000;
    /** How many observations are judged before it is looked what was found: far fewer than alerts find room. */
    private static final int BETWEEN_LOOKS = 4_000;

    private final Policy policy;
    private final Instant from;
    private final HeapSiteMemory memory = new HeapSiteMemory();
    private final SiteWatch watch;
    private final Map<String, Lives> livesByAlert = new HashMap<>();
    private long taken;
    private long observations;
    private long forgotten;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable Instant knowsSince;
    /** Batches that are missing of the time that counts, until something of that time is there. */
    private final Map<SensorId, Long> held = new TreeMap<>(Comparator.comparing(SensorId::value));

    private final Set<Detail> lessThanFull = EnumSet.noneOf(Detail.class);

    /**
     * What an alert has come to, which may have made room and opened anew.
     *
     * @param over what it had come to whenever it made room; absent while it never did
     * @param current what it has come to since; absent when it did not happen again
     */
    private record Lives(@Nullable Found over, @Nullable Found current) {
        private static final Lives NONE = new Lives(null, null);

        Lives ending(Found end) {
            return new Lives(over == null ? end : over.and(end), null);
        }

        Lives now(Found now) {
            return new Lives(over, now);
        }

        Stream<Found> sum() {
            return Stream.of(over, current).flatMap(Stream::ofNullable).reduce(Found::and).stream();
        }
    }

    /** @param from when the earliest observation was made that counts */
    public Trial(SiteId site, Policy policy, Instant from) {
        this.policy = policy;
        this.from = from;
        watch = new SiteWatch(site, memory);
    }

    /** Takes one observation, in the order in which the site's were told. */
    public void observe(SensorRun run, Observation observation) {
        Instant at = observation.at();
        knowsSince = knowsSince == null || at.isBefore(knowsSince) ? at : knowsSince;
        if (at.isBefore(from)) {
            watch.learn(policy, run, observation);
        } else {
            observations++;
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
            if (observation instanceof FlowObservation flow && flow.detail() != Detail.FULL) {
                lessThanFull.add(flow.detail());
            }
            watch.observe(policy, run, observation);
            held.forEach((sensor, batches) -> watch.missing(policy, sensor, batches));
            held.clear();
        }
        taken++;
        if (taken % BETWEEN_LOOKS == 0) {
            keep(watch.takeCounted());
        }
    }

    /**
     * Notes that batches of the time that counts are not there that a sensor numbered.
     *
     * @param batches how many; fewer than none when some were missing and came after all
     */
    public void missing(SensorId sensor, long batches) {
        if (first == null) {
            held.merge(sensor, batches, Long::sum);
        } else {
            watch.missing(policy, sensor, batches);
        }
    }

    private void keep(AlertBook.Counts counts) {
        counts.gone().forEach(alert -> keep(alert, lives -> lives.ending(Found.of(alert))));
        counts.kept().forEach(alert -> keep(alert, lives -> lives.now(Found.of(alert))));
    }

    private void keep(Alert alert, UnaryOperator<Lives> change) {
        Lives known = livesByAlert.get(alert.id());
        if (known == null && livesByAlert.size() >= MOST_MATTERS) {
            forgotten++;
        } else {
            livesByAlert.put(alert.id(), change.apply(known == null ? Lives.NONE : known));
        }
    }

    /** Looks at all that was found until now. */
    void rest() {
        keep(watch.takeAllCounted());
    }

    /** How many counted. */
    long observations() {
        return observations;
    }

    /** How often something was found for which there was no room. */
    long forgotten() {
        return forgotten;
    }

    /** When the first observation was made that counted; null when none did. */
    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }

    /** When the first observation was made, whether it counted or not; null when there was none. */
    @Nullable
    Instant knowsSince() {
        return knowsSince;
    }

    /** What was not seen of the time that counts, or is not judged, in sentences. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (first != null && last != null) {
            Coverage coverage = watch.coverage(first, last);
            if (!coverage.gaps().isEmpty()) {
                missing.add("Not all was seen: it was so " + coverage.text("the site was watched") + ".");
            }
        }
        held.forEach((sensor, batches) -> {
            if (batches > 0) {
                missing.add("Nothing was seen: " + batches + (batches == 1 ? " batch" : " batches") + " of sensor "
                        + sensor + " did not arrive.");
            }
        });
        if (lessThanFull.contains(Detail.COUNTS)) {
            missing.add("Flows of zones whose detail is counts are not judged.");
        }
        if (lessThanFull.contains(Detail.AGGREGATED)) {
            missing.add(
                    "Of zones whose detail is aggregated neither single tries nor whole names are told: scans and retry"
                            + " storms are not seen, and rules on host names, or on names with more than two labels, match"
                            + " nothing.");
        }
        return missing;
    }

    List<Found> found() {
        return livesByAlert.values().stream().flatMap(Lives::sum).toList();
    }

    /** How often each matter happened, whichever rule speaks of it. */
    Map<Found.Matter, Long> counts() {
        Map<Found.Matter, Long> counts = new HashMap<>();
        found().forEach(found -> counts.merge(found.matter(), found.count(), Long::sum));
        return counts;
    }

    @Nullable
    String hostname(DeviceId device) {
        DeviceFacts facts = memory.get(Table.DEVICES, device);
        return facts == null ? null : facts.hostname();
    }
}
