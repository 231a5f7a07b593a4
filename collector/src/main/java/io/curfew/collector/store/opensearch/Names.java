package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Dataset;

import java.util.Arrays;
import java.util.List;

/** What indices and data streams are called. Each has a template of the same name among the resources. */
final class Names {
    static final String ALERTS = "curfew-alerts";
    static final String DEVICES = "curfew-devices";
    static final String SENSORS = "curfew-sensors";
    static final String AUDIT = "curfew-audit";
    static final String VIEW = "curfew-view";
    static final List<String> INDICES = List.of(ALERTS, DEVICES, SENSORS, AUDIT, VIEW);
    static final List<String> STREAMS =
            Arrays.stream(Dataset.values()).map(Names::of).toList();

    private Names() {}

    /** The data stream of a dataset. */
    static String of(Dataset dataset) {
        return switch (dataset) {
            case FLOWS -> "curfew-flows";
            case DNS -> "curfew-dns";
            case SEGMENT -> "curfew-segment";
            case STATUS -> "curfew-status";
        };
    }
}
