package io.curfew.events;

import java.util.Locale;

/** How much a sensor says of what the devices of a zone do; from all to least. */
public enum Detail {
    /** All that was seen. */
    FULL,
    /** Who spoke with whom by which service, summed by the minute; names cut to their last two labels. */
    AGGREGATED,
    /** How much each device sent and received, summed by the minute; not with whom. */
    COUNTS;

    /** As the configuration and JSON have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of both that says less. */
    public Detail stricter(Detail other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
