package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Dataset;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

    /** The templates of indices of which there is one for each month. */
    static final String HOURS = "curfew-hours";

    static final String TOTALS = "curfew-totals";
    static final List<String> MONTHLY = List.of(HOURS, TOTALS);

    static final String EVERY_MONTH_OF_HOURS = everyMonth(HOURS);
    static final String EVERY_MONTH_OF_TOTALS = everyMonth(TOTALS);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy.MM", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Names() {}

    /** The index of a template for the month of {@code hour}. */
    static String ofMonth(String template, Instant hour) {
        return template + "-" + MONTH.format(hour);
    }

    /** All indices of a template of which there is one for each month. */
    static String everyMonth(String template) {
        return template + "-*";
    }

    /** The month that an index is of; absent where it is of none, as one that somebody restored beside the others. */
    static Optional<YearMonth> monthOf(String index) {
        try {
            return Optional.of(YearMonth.parse(index.substring(index.lastIndexOf('-') + 1), MONTH));
        } catch (DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }

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
