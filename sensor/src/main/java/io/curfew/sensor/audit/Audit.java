package io.curfew.sensor.audit;

import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Sighting;
import io.curfew.policy.Verdict;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Judges captures of one site, one after the other, as the collector would. */
public final class Audit {
    private final SiteId site;
    private final Policy policy;
    private final SiteWatch watch;
    private final Map<String, Alert> alerts = new HashMap<>();
    private final Set<DeviceId> devices = new HashSet<>();
    private final Consumer<JudgedObservation> listener;
    private final Consumer<Sighting> others;
    private int captures;
    private long allowed;
    private long violations;
    private long unjudged;
    private long questions;
    private @Nullable Instant first;
    private @Nullable Instant last;

    public Audit(SiteId site, Policy policy) {
        this(site, policy, _ -> {});
    }

    /** @param listener is told each observation as soon as it is judged */
    public Audit(SiteId site, Policy policy, Consumer<JudgedObservation> listener) {
        this(site, policy, listener, _ -> {});
    }

    /** @param others is told what other sites may have seen too, before the listener is told what showed it */
    Audit(SiteId site, Policy policy, Consumer<JudgedObservation> listener, Consumer<Sighting> others) {
        this.listener = listener;
        this.others = others;
        this.site = site;
        this.policy = policy;
        this.watch = new SiteWatch(site, new HeapSiteMemory());
    }

    /** Where the observations of one more capture go. */
    public ObservationSink nextCapture() {
        captures++;
        SensorRun run = new SensorRun(new SensorId("capture"), Integer.toString(captures));
        return observation -> observe(run, observation);
    }

    private void observe(SensorRun run, Observation observation) {
        JudgedObservation judged = watch.observe(policy, run, observation);
        Findings findings = watch.take();
        keep(findings);
        findings.sightings().forEach(others);
        count(judged);
        listener.accept(judged);
    }

    /** Takes what the site has in common with others. */
    void hear(Hint hint) {
        watch.hear(policy, hint);
        keep(watch.take());
    }

    private void keep(Findings findings) {
        for (Alert alert : findings.alerts()) {
            alerts.put(alert.id(), alert);
        }
    }

    private void count(JudgedObservation judged) {
        Instant at = judged.observation().at();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        if (judged.device() != null) {
            devices.add(judged.device());
        }
        if (judged.responderDevice() != null) {
            devices.add(judged.responderDevice());
        }
        if (judged.observation() instanceof DnsObservation) {
            questions++;
        }
        boolean ended =
                judged.observation() instanceof FlowObservation flow && flow.phase() == FlowObservation.Phase.END;
        if (ended) {
            switch (judged.verdict()) {
                case Verdict.Allowed _ -> allowed++;
                case Verdict.Violation _ -> violations++;
                case Verdict.Unjudged _ -> unjudged++;
            }
        }
    }

    /** Who was there, by id, as they are now. */
    public List<Device> dossiers() {
        return watch.dossiers(policy);
    }

    /** What was found, gravest first. */
    public List<Alert> findings() {
        keep(watch.takeAll());
        return alerts.values().stream()
                .sorted(Comparator.comparing(Alert::severity)
                        .reversed()
                        .thenComparing(Alert::origin)
                        .thenComparing(Alert::deviceName)
                        .thenComparing(Alert::first)
                        .thenComparing(Alert::id))
                .toList();
    }

    /** The dossier of a device by its id, its name or its MAC address; null when there is none. */
    public @Nullable Device dossier(String wanted) {
        for (Device device : dossiers()) {
            boolean isMeant = device.id().value().equals(wanted)
                    || device.name().equals(wanted)
                    || String.valueOf(device.mac()).equals(wanted);
            if (isMeant) {
                return device;
            }
        }
        return null;
    }

    SiteId site() {
        return site;
    }

    int captures() {
        return captures;
    }

    int devices() {
        return devices.size();
    }

    long flowsAllowed() {
        return allowed;
    }

    long flowsViolating() {
        return violations;
    }

    long flowsUnjudged() {
        return unjudged;
    }

    long questions() {
        return questions;
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }
}
