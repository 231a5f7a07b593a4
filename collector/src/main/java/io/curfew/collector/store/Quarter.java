package io.curfew.collector.store;

import io.curfew.policy.TrafficHour;

/** Where the ends of what is summed up by the hour stand: a zone of the policy, or one of these. */
public final class Quarter {
    /** Who is no device of the site. */
    public static final String OUTSIDE = "@outside";
    /** A device that is in no zone. */
    public static final String NO_ZONE = "@none";
    /** Whoever it was: too much happened to keep them apart. */
    public static final String REST = "@rest";

    private Quarter() {}

    /** Where whoever began it stands. */
    public static String from(TrafficHour hour) {
        if (hour.device() == null) {
            return hour.peer() == null ? REST : OUTSIDE;
        }
        return hour.zone() == null ? NO_ZONE : hour.zone();
    }

    /** Where whoever was asked stands. */
    public static String to(TrafficHour hour) {
        if (hour.peer() == null) {
            return REST;
        }
        if (hour.responderZone() != null) {
            return hour.responderZone();
        }
        return hour.responderDevice() == null ? OUTSIDE : NO_ZONE;
    }
}
