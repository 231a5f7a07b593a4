package io.curfew.collector.api;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * An alert without its evidence, history and notes; the other parts are those of {@link Alert}.
 *
 * @param lastHour about how often it happened in the hour up to {@code last}
 * @param lastDay how often it happened in the 24 hours of the clock up to that of {@code last}
 */
public record AlertSummary(
        String id,
        SiteId site,
        Alert.Kind kind,
        String origin,
        DeviceId device,
        String deviceName,
        @Nullable MacAddress mac,
        @Nullable IpAddress deviceIp,
        @Nullable String zone,
        @Nullable Peer peer,
        @Nullable String service,
        Severity severity,
        Alert.State state,
        @Nullable Instant mutedUntil,
        @Nullable Instant reopened,
        long count,
        long lastHour,
        long lastDay,
        Map<String, Long> outcomes,
        Instant first,
        Instant last,
        long policyVersion,
        String ruleText,
        boolean initiatorCertain,
        String what,
        String why,
        String advice,
        Standing.@Nullable Acknowledgement acknowledgement,
        Standing.@Nullable Resolution resolution) {
    static AlertSummary of(Alert alert) {
        return new AlertSummary(
                alert.id(),
                alert.site(),
                alert.kind(),
                alert.origin(),
                alert.device(),
                alert.deviceName(),
                alert.mac(),
                alert.deviceIp(),
                alert.zone(),
                alert.peer(),
                alert.service(),
                alert.severity(),
                alert.state(),
                alert.standing().mutedUntil(),
                alert.standing().reopened(),
                alert.count(),
                alert.tally().lastHour(),
                alert.tally().lastDay(),
                alert.outcomes(),
                alert.first(),
                alert.last(),
                alert.policyVersion(),
                alert.ruleText(),
                alert.initiatorCertain(),
                alert.what(),
                alert.why(),
                alert.advice(),
                alert.standing().acknowledgement(),
                alert.standing().resolution());
    }
}
