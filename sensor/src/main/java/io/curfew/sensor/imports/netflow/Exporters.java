package io.curfew.sensor.imports.netflow;

import io.curfew.events.IpAddress;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.decode.EpochNanos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The domains of those who export, at most {@value #MOST}: of the address that has most of them the one that was not
 * heard for longest is forgotten, and counted. What is counted of an address goes with the last of its domains. The
 * samplers of forgotten domains are kept, {@value #MOST_SAMPLERS} in sum: where they must go as well, so do the
 * domain's templates, as its records would count too little. For one thread.
 */
final class Exporters {
    static final int MOST = 64;
    static final int MOST_SAMPLERS = 2_048;

    private final Templates templates;
    private final Map<Exporter.Id, Exporter> exporters = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<IpAddress, Exporter.Counts> counts = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Exporter.Id, Samplers> samplersOfForgotten = new LinkedHashMap<>();
    private int samplers;
    private long forgotten;

    /** @param templates what the domains' records are read by */
    Exporters(Templates templates) {
        this.templates = templates;
    }

    /** The domain of an exporter that was heard, known or new. */
    Exporter heard(IpAddress from, int version, long domain, long nowNanos) {
        Exporter.Counts ofAddress = counts.computeIfAbsent(from, _ -> new Exporter.Counts());
        ofAddress.lastNanos = nowNanos;
        Exporter found = exporters.computeIfAbsent(
                new Exporter.Id(from, version, domain), id -> new Exporter(id, ofAddress, takeSamplers(id)));
        if (exporters.size() > MOST) {
            forget(idlestOfMost());
        }
        return found;
    }

    private Samplers takeSamplers(Exporter.Id id) {
        Samplers before = samplersOfForgotten.remove(id);
        samplers -= before == null ? 0 : before.count();
        return before == null ? new Samplers() : before;
    }

    /** Whoever has many domains makes room for others by its own. */
    private Exporter idlestOfMost() {
        Map<IpAddress, Integer> domains = new TreeMap<>();
        exporters.keySet().forEach(id -> domains.merge(id.address(), 1, Integer::sum));
        int most = Collections.max(domains.values());
        return exporters.values().stream()
                .filter(exporter -> domains.getOrDefault(exporter.id.address(), 0) == most)
                .findFirst()
                .orElseThrow();
    }

    private void forget(Exporter exporter) {
        exporter.giveUpWaiting();
        exporters.remove(exporter.id);
        forgotten++;
        if (exporters.keySet().stream().noneMatch(id -> id.address().equals(exporter.id.address()))) {
            counts.remove(exporter.id.address());
        }
        if (exporter.samplers.count() > 0) {
            samplersOfForgotten.put(exporter.id, exporter.samplers);
            samplers += exporter.samplers.count();
        }
        while (samplers > MOST_SAMPLERS) {
            Exporter.Id oldest = samplersOfForgotten.keySet().iterator().next();
            takeSamplers(oldest);
            templates.withdrawAll(oldest, false);
            templates.withdrawAll(oldest, true);
        }
    }

    /** Domains that went to make room for others. */
    long forgotten() {
        return forgotten;
    }

    /** Nothing more will come: what still waits for a template is lost. */
    void giveUpWaiting() {
        exporters.values().forEach(Exporter::giveUpWaiting);
    }

    /** What each exporter shows, over all its domains. */
    List<SourceStatus> sources() {
        List<SourceStatus> sources = new ArrayList<>();
        counts.forEach((address, counted) -> {
            Map<String, Long> notUnderstood = new TreeMap<>();
            note(notUnderstood, "no-template", counted.withoutTemplate);
            note(notUnderstood, "malformed", counted.malformed);
            note(notUnderstood, "no-addresses", counted.withoutAddresses);
            sources.add(new SourceStatus(
                    FlowExportReader.KIND,
                    address.toString(),
                    counted.seesMacs,
                    true,
                    false,
                    false,
                    counted.records,
                    notUnderstood,
                    counted.lost,
                    counted.observations,
                    EpochNanos.toInstant(counted.lastNanos),
                    0,
                    counted.sampling,
                    null));
        });
        return sources;
    }

    private static void note(Map<String, Long> notUnderstood, String reason, long count) {
        if (count > 0) {
            notUnderstood.put(reason, count);
        }
    }
}
