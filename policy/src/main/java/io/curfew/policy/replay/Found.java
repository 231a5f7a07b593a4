package io.curfew.policy.replay;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What a difference needs of an alert. */
record Found(
        Alert.Kind kind,
        String origin,
        DeviceId device,
        String deviceName,
        @Nullable Peer peer,
        @Nullable String service,
        Severity severity,
        long count,
        Instant first,
        Instant last,
        String ruleText,
        boolean initiatorCertain) {
    /** What two policies may both speak of: rules by what they forbid, detections by their name. */
    record Matter(String detection, DeviceId device, String peer, String service) {}

    static Found of(Alert alert) {
        return new Found(
                alert.kind(),
                alert.origin(),
                alert.device(),
                alert.deviceName(),
                alert.peer(),
                alert.service(),
                alert.severity(),
                alert.tally().count(),
                alert.tally().first(),
                alert.tally().last(),
                alert.ruleText(),
                alert.initiatorCertain());
    }

    /** The same with what came later, when it happened again after it had made room. */
    Found and(Found later) {
        return new Found(
                later.kind,
                later.origin,
                later.device,
                later.deviceName,
                later.peer,
                later.service,
                later.severity,
                count + later.count,
                first.isBefore(later.first) ? first : later.first,
                last.isAfter(later.last) ? last : later.last,
                later.ruleText,
                later.initiatorCertain);
    }

    Matter matter() {
        String name = peer == null ? "" : String.valueOf(peer.name() == null ? peer.ip() : peer.name());
        return new Matter(kind == Alert.Kind.DETECTION ? origin : "", device, name, String.valueOf(service));
    }
}
