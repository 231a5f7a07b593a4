package io.curfew.collector.api;

import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.enrolment.Refusal;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * That a sensor was enrolled by an invitation, and what became of that.
 *
 * @param at when it came
 * @param by who invited it
 * @param signs whether it has a key: nothing is taken in its name that is not signed by it
 * @param revoked since when nothing is taken in its name; absent: it is
 * @param revokedBy who decided that; absent where nobody did
 * @param refused when last something was not taken that came in its name; absent: never since it was enrolled
 * @param refusal why not; absent where nothing was refused
 */
public record SensorEnrolment(
        Instant at,
        String by,
        boolean signs,
        @Nullable Instant revoked,
        @Nullable String revokedBy,
        @Nullable Instant refused,
        @Nullable String refusal) {

    /** Absent when no sensor of this name was enrolled. */
    static @Nullable SensorEnrolment of(EnrolledSensors sensors, SiteId site, SensorId sensor) {
        return sensors.find(site, sensor)
                .map(enrolled -> of(enrolled, sensors.lastRefusal(site, sensor).orElse(null)))
                .orElse(null);
    }

    static SensorEnrolment of(EnrolledSensor enrolled, @Nullable Refusal refusal) {
        return new SensorEnrolment(
                enrolled.at(),
                enrolled.by(),
                enrolled.publicKey() != null,
                enrolled.revoked(),
                enrolled.revokedBy(),
                refusal == null ? null : refusal.at(),
                refusal == null ? null : refusal.reason());
    }
}
