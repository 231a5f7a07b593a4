package io.curfew.policy.watch;

import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Verdict;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.memory.SiteMemory;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site under watch, with all that came out so far. */
final class Watched {
    private final SiteMemory memory = new HeapSiteMemory();
    private final SiteWatch watch;
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Map<DeviceId, Device> devices = new LinkedHashMap<>();
    private Policy policy;
    private @Nullable Findings latest;

    Watched(String site, String... policyLines) {
        watch = new SiteWatch(new SiteId(site), memory);
        policy = policy(1, policyLines);
    }

    /** @param texts the policy's documents and the files that they name */
    Watched(String site, Map<String, String> texts) {
        watch = new SiteWatch(new SiteId(site), memory);
        policy = policy(1, texts);
    }

    static Policy policy(long version, String... lines) {
        return policy(version, Map.of("policy.yaml", String.join("\n", lines)));
    }

    static Policy policy(long version, Map<String, String> texts) {
        return switch (PolicyReader.read(version, texts)) {
            case PolicyReading.Accepted accepted -> accepted.policy();
            case PolicyReading.Refused refused ->
                throw new IllegalArgumentException(refused.mistakes().toString());
        };
    }

    void adopt(Policy other) {
        policy = other;
    }

    SiteMemory memory() {
        return memory;
    }

    JudgedObservation see(Sketch.Flow flow) {
        return see(flow.draw());
    }

    JudgedObservation see(Observation observation) {
        return see("attic", observation);
    }

    JudgedObservation see(String sensor, Observation observation) {
        JudgedObservation judged = watch.observe(policy, new SensorRun(new SensorId(sensor), "run-1"), observation);
        keep(watch.take());
        return judged;
    }

    Verdict verdict(Sketch.Flow flow) {
        return see(flow).verdict();
    }

    /** Nothing was heard for so long. */
    void pass(Duration elapsed) {
        watch.pass(policy, elapsed);
        keep(watch.take());
    }

    void missing(String sensor, long batches) {
        watch.missing(policy, new SensorId(sensor), batches);
        keep(watch.take());
    }

    void command(Command command) {
        watch.apply(policy, command);
        keep(watch.take());
    }

    void take(Hint hint) {
        watch.hear(policy, hint);
        keep(watch.take());
    }

    private void keep(Findings findings) {
        latest = findings;
        note(findings);
    }

    private void note(Findings findings) {
        findings.alerts().forEach(alert -> alerts.put(alert.id(), alert));
        findings.devices().forEach(device -> devices.put(device.id(), device));
    }

    Findings latest() {
        if (latest == null) {
            throw new IllegalStateException("nothing was seen yet");
        }
        return latest;
    }

    List<Alert> alerts() {
        note(watch.takeAll());
        return List.copyOf(alerts.values());
    }

    List<Alert> alerts(String origin) {
        return alerts().stream().filter(alert -> alert.origin().equals(origin)).toList();
    }

    /** The only alert of a rule or detection. */
    Alert alert(String origin) {
        List<Alert> found = alerts(origin);
        if (found.size() != 1) {
            throw new AssertionError("one alert of " + origin + " was expected, there are " + found);
        }
        return found.getFirst();
    }

    /** The dossier as it is now. */
    Device dossier(String id) {
        watch.dossiers(policy).forEach(device -> devices.put(device.id(), device));
        return device(id);
    }

    SiteId site() {
        return watch.site();
    }

    Device device(String id) {
        Device device = devices.get(new DeviceId(id));
        if (device == null) {
            throw new AssertionError("no dossier of " + id + " was published, only of " + devices.keySet());
        }
        return device;
    }
}
