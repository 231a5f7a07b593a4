package io.curfew.sensor.audit;

import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import io.curfew.policy.across.Across;
import io.curfew.policy.across.Bearers;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sites that are watched at once, and hear what they have in common as soon as one of them shows it. */
final class SitesWatch {
    private static final SensorRun RUN = new SensorRun(new SensorId("things"), "run-1");

    private final Policy policy;
    private final Map<SiteId, SiteWatch> watches = new LinkedHashMap<>();
    private final Map<Trait, Bearers> known = new HashMap<>();
    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    SitesWatch(Policy policy, Collection<String> sites) {
        this.policy = policy;
        for (String site : sites) {
            watches.put(new SiteId(site), new SiteWatch(new SiteId(site), new HeapSiteMemory()));
        }
    }

    /** Takes what a sensor saw at one of the sites. */
    void see(String site, Observation observation) {
        SiteWatch watch = watch(new SiteId(site));
        watch.observe(policy, RUN, observation);
        Findings findings = watch.take();
        keep(findings);
        for (Sighting sighting : findings.sightings()) {
            Across.Outcome outcome = Across.take(known.getOrDefault(sighting.trait(), Bearers.NONE), sighting);
            known.put(sighting.trait(), outcome.bearers());
            outcome.hints().forEach(this::tell);
        }
    }

    private void tell(Hint hint) {
        SiteWatch told = watch(hint.site());
        told.hear(policy, hint);
        keep(told.take());
    }

    private SiteWatch watch(SiteId site) {
        return Objects.requireNonNull(watches.get(site), "the site is watched");
    }

    private void keep(Findings findings) {
        findings.alerts().forEach(alert -> alerts.put(alert.site() + " " + alert.id(), alert));
    }

    /** All that was found, as it is now. */
    List<Alert> alerts() {
        watches.values().forEach(watch -> keep(watch.takeAll()));
        return List.copyOf(alerts.values());
    }
}
