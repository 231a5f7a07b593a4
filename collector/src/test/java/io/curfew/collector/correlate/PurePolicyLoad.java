package io.curfew.collector.correlate;

import io.curfew.collector.load.Town;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The policy code alone: observations as values in, findings as values out, all that is remembered on the heap. */
final class PurePolicyLoad implements Load {
    private final Map<SiteId, SiteWatch> watches = new HashMap<>();
    private long alerts;

    @Override
    public Figures measure(Town town, Policy policy, long wanted) {
        long observations = 0;
        long warmUp = 0;
        long cpuNanos = 0;
        long wallNanos = 0;
        List<ObservationBatch> batches = new ArrayList<>();
        while (observations < wanted) {
            batches.clear();
            long added = town.nextSecond(batches::add);
            long began = System.nanoTime();
            long start = Load.cpuNanos();
            batches.forEach(batch -> take(policy, batch));
            long took = Load.cpuNanos() - start;
            if (observations < wanted / 3) {
                warmUp += added;
            } else {
                cpuNanos += took;
                wallNanos += System.nanoTime() - began;
            }
            observations += added;
            Load.progress(observations - added, observations, wanted);
        }
        return new Figures(observations, warmUp, cpuNanos, wallNanos, 0, 0, ", " + alerts + " changes of alerts");
    }

    private void take(Policy policy, ObservationBatch batch) {
        SiteWatch watch = watches.computeIfAbsent(batch.site(), site -> new SiteWatch(site, new HeapSiteMemory()));
        SensorRun run = new SensorRun(batch.sensor(), batch.run());
        for (Observation observation : batch.observations()) {
            watch.observe(policy, run, observation);
        }
        alerts += watch.take().alerts().size();
    }
}
