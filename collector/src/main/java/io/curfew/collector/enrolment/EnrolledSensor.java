package io.curfew.collector.enrolment;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.SensorKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A sensor that came by an invitation.
 *
 * @param site where it stands
 * @param sensor which one
 * @param publicKey tells whether a batch is by it; absent: it came without a key, and signs nothing
 * @param by who invited it
 * @param at when it came
 * @param revoked since when nothing of it is taken any more; absent: it is
 * @param revokedBy who decided that; absent where nobody did
 */
public record EnrolledSensor(
        SiteId site,
        SensorId sensor,
        @Nullable SensorKey publicKey,
        String by,
        Instant at,
        @Nullable Instant revoked,
        @Nullable String revokedBy) {
    public EnrolledSensor {
        if ((revoked == null) != (revokedBy == null)) {
            throw new IllegalArgumentException("a sensor is revoked by somebody at a time");
        }
    }

    /** One that has just come. */
    public static EnrolledSensor of(Invitation invitation, @Nullable SensorKey publicKey, Instant at) {
        return new EnrolledSensor(invitation.site(), invitation.sensor(), publicKey, invitation.by(), at, null, null);
    }

    /** The same, of which nothing is taken any more. */
    public EnrolledSensor revoked(String who, Instant when) {
        return new EnrolledSensor(site, sensor, publicKey, by, at, when, who);
    }

    /** Whether nothing of it is taken any more. */
    public boolean isRevoked() {
        return revoked != null;
    }
}
