package io.curfew.sensor.audit;

import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What a finding must be like; what is absent may be anything.
 *
 * @param says what it must say, somewhere in what happened, why it matters and what to do
 */
record Clue(
        @Nullable String id,
        @Nullable String site,
        @Nullable String device,
        @Nullable String peer,
        @Nullable String service,
        List<String> says) {
    static Clue of(Map<?, ?> json) {
        List<String> says = json.get("says") instanceof List<?> texts
                ? texts.stream().map(String::valueOf).toList()
                : List.of();
        return new Clue(
                text(json, "id"),
                text(json, "site"),
                text(json, "device"),
                text(json, "peer"),
                text(json, "service"),
                says);
    }

    private static @Nullable String text(Map<?, ?> json, String key) {
        return json.get(key) instanceof String text ? text : null;
    }

    boolean fits(Alert alert) {
        return (id == null || id.equals(alert.origin()))
                && (site == null || site.equals(alert.site().value()))
                && (device == null || device.equals(alert.device().value()))
                && (service == null || service.equals(alert.service()))
                && (peer == null || isPeer(alert.peer(), peer))
                && says.stream().allMatch(text(alert)::contains);
    }

    private static String text(Alert alert) {
        return alert.what() + "\n" + alert.why() + "\n" + alert.advice();
    }

    private static boolean isPeer(@Nullable Peer found, String wanted) {
        return found != null
                && (wanted.equals(String.valueOf(found.ip())) || wanted.equals(String.valueOf(found.name())));
    }
}
