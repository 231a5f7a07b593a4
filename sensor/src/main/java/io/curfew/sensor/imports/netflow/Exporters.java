package io.curfew.sensor.imports.netflow;

import io.curfew.events.IpAddress;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.decode.EpochNanos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The domains of those who export, at most {@value #MOST}: the one that was not heard for longest is forgotten, and
 * counted. What is counted of an address goes with the last of its domains. For one thread.
 */
final class Exporters {
    static final int MOST = 64;

    private final Map<Exporter.Id, Exporter> exporters = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<IpAddress, Exporter.Counts> counts = new LinkedHashMap<>(16, 0.75f, true);
    private long forgotten;

    /** The domain of an exporter that was heard, known or new. */
    Exporter heard(IpAddress from, int version, long domain, long nowNanos) {
        Exporter.Counts ofAddress = counts.computeIfAbsent(from, _ -> new Exporter.Counts());
        ofAddress.lastNanos = nowNanos;
        Exporter found =
                exporters.computeIfAbsent(new Exporter.Id(from, version, domain), id -> new Exporter(id, ofAddress));
        if (exporters.size() > MOST) {
            Exporter oldest = exporters.values().iterator().next();
            oldest.giveUpWaiting();
            exporters.remove(oldest.id);
            forgotten++;
            if (exporters.keySet().stream().noneMatch(id -> id.address().equals(oldest.id.address()))) {
                counts.remove(oldest.id.address());
            }
        }
        return found;
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
