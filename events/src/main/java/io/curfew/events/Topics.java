package io.curfew.events;

/** The Kafka topics between the parts. The number at the end is the version of what a topic holds. */
public final class Topics {
    /** {@link ObservationBatch} as protobuf, key = site, kept 7 days. */
    public static final String OBSERVATIONS = "curfew.observations.v1";
    /** Policy documents as JSON, key = site or {@code *}, compacted. */
    public static final String POLICY = "curfew.policy.v1";
    /** What people decide, as JSON, key = site, kept for ever: the audit trail. */
    public static final String COMMANDS = "curfew.commands.v1";
    /** Judged observations batch by batch as JSON, key = site, kept 2 days. */
    public static final String TRAFFIC = "curfew.traffic.v1";
    /** What sites did, summed up by the hour, as JSON, key = site, kept 400 days. */
    public static final String HOURS = "curfew.hours.v1";
    /** Device dossiers as JSON, key = site/device, compacted. */
    public static final String DEVICES = "curfew.devices.v1";
    /** Alerts with their evidence as JSON, key = alert id, compacted. */
    public static final String ALERTS = "curfew.alerts.v1";
    /** What a site shows that others may show too, as JSON, key = what they may have in common, kept 2 days. */
    public static final String SIGHTINGS = "curfew.sightings.v1";
    /** What a site has in common with others, as JSON, key = the site that is told, kept 2 days. */
    public static final String HINTS = "curfew.hints.v1";
    /** What each channel of notifications has told, as JSON, key = channel or channel/alert id, compacted. */
    public static final String TOLD = "curfew.told.v1";
    /**
     * Which sensors were enrolled, with which key, and which of them were revoked, as JSON, key = site/sensor; under
     * site/sensor/refused what was last not taken in its name, under site/sensor/invitation/digest who is invited, by
     * the SHA-256 of the token. Compacted.
     */
    public static final String SENSORS = "curfew.sensors.v1";
    /**
     * Records of {@link #OBSERVATIONS}, {@link #COMMANDS}, {@link #SIGHTINGS} and {@link #HINTS} that could not be
     * taken, octet for octet with their key, kept 7 days. The headers say why and where they stood:
     * {@code curfew.reason}, {@code curfew.topic}, {@code curfew.partition}, {@code curfew.offset}. Of a value larger
     * than 512 KiB that much is kept, and {@code curfew.octets} says how many it had; of a key 1 KiB.
     */
    public static final String REJECTED = "curfew.rejected.v1";

    private Topics() {}
}
