package io.curfew.sensor.audit;

import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What a finding must be like; what is absent may be anything. */
record Clue(
        @Nullable String id,
        @Nullable String device,
        @Nullable String peer,
        @Nullable String service) {
    static Clue of(Map<?, ?> json) {
        return new Clue(text(json, "id"), text(json, "device"), text(json, "peer"), text(json, "service"));
    }

    private static @Nullable String text(Map<?, ?> json, String key) {
        return json.get(key) instanceof String text ? text : null;
    }

    boolean fits(Alert alert) {
        return (id == null || id.equals(alert.origin()))
                && (device == null || device.equals(alert.device().value()))
                && (service == null || service.equals(alert.service()))
                && (peer == null || isPeer(alert.peer(), peer));
    }

    private static boolean isPeer(@Nullable Peer found, String wanted) {
        return found != null
                && (wanted.equals(String.valueOf(found.ip())) || wanted.equals(String.valueOf(found.name())));
    }
}
