package io.curfew.policy.replay;

import io.curfew.events.Observation;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges the observations of one site by one policy, from the beginning and with a memory of its own. Remembers at most
 * {@value #MOST_MATTERS} matters; further ones are counted. For one thread, which may be another than that of the
 * policy it is held against.
 */
public final class Trial {
    static final int MOST_MATTERS = 50_000;
    /** How many observations are judged before it is looked what was found: far fewer than alerts find room. */
    private static final int BETWEEN_LOOKS = 4_000;

    private final Policy policy;
    private final HeapSiteMemory memory = new HeapSiteMemory();
    private final SiteWatch watch;
    private final Map<String, Found> foundByAlert = new HashMap<>();
    private long observations;
    private long forgotten;
    private @Nullable Instant first;
    private @Nullable Instant last;

    public Trial(SiteId site, Policy policy) {
        this.policy = policy;
        watch = new SiteWatch(site, memory);
    }

    /** Takes one observation, in the order in which the site's were told. */
    public void observe(SensorRun run, Observation observation) {
        observations++;
        Instant at = observation.at();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        watch.observe(policy, run, observation);
        if (observations % BETWEEN_LOOKS == 0) {
            keep(watch.takeCounted());
        }
    }

    private void keep(List<Alert> alerts) {
        for (Alert alert : alerts) {
            if (foundByAlert.size() < MOST_MATTERS || foundByAlert.containsKey(alert.id())) {
                foundByAlert.put(alert.id(), Found.of(alert));
            } else {
                forgotten++;
            }
        }
    }

    /** Looks at all that was found until now. */
    void rest() {
        keep(watch.takeAll().alerts());
    }

    long observations() {
        return observations;
    }

    /** How often something was found for which there was no room. */
    long forgotten() {
        return forgotten;
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }

    Collection<Found> found() {
        return foundByAlert.values();
    }

    /** How often each matter happened, whichever rule speaks of it. */
    Map<Found.Matter, Long> counts() {
        Map<Found.Matter, Long> counts = new HashMap<>();
        foundByAlert.values().forEach(found -> counts.merge(found.matter(), found.count(), Long::sum));
        return counts;
    }

    @Nullable
    String hostname(DeviceId device) {
        DeviceFacts facts = memory.get(Table.DEVICES, device);
        return facts == null ? null : facts.hostname();
    }
}
