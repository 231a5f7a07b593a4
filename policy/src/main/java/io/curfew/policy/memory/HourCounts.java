package io.curfew.policy.memory;

import io.curfew.policy.Attempts;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How often something was done in an hour.
 *
 * @param zone the zone of the device, the latest; absent when no zone holds it
 * @param count flows that were first told of in this hour, or questions
 * @param attempts how flows went that ended in this hour, or questions
 * @param initiatorBytes IP bytes that the initiators sent
 * @param responderBytes IP bytes that the responders sent
 * @param first the first of it
 * @param last the last of it
 * @param responderZone the zone of the one that was asked, the latest; absent when no zone holds it
 */
public record HourCounts(
        @Nullable String zone,
        long count,
        Attempts attempts,
        long initiatorBytes,
        long responderBytes,
        Instant first,
        Instant last,
        @Nullable String responderZone) {

    /** Both together; the zones are the other's. */
    public HourCounts plus(HourCounts other) {
        return new HourCounts(
                other.zone,
                count + other.count,
                attempts.plus(other.attempts),
                initiatorBytes + other.initiatorBytes,
                responderBytes + other.responderBytes,
                other.first.isBefore(first) ? other.first : first,
                other.last.isAfter(last) ? other.last : last,
                other.responderZone);
    }
}
