package io.curfew.policy.alert;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Something that deserves a person's attention, told once for each time it happens. The fields mean what they mean in
 * {@link Alert}.
 */
public record Matter(
        Alert.Kind kind,
        String origin,
        Who who,
        @Nullable Peer peer,
        @Nullable String service,
        Severity severity,
        String ruleText,
        boolean initiatorCertain,
        Text text,
        @Nullable String remedy) {

    /** A matter that no single entry of a policy would allow. */
    public Matter(
            Alert.Kind kind,
            String origin,
            Who who,
            @Nullable Peer peer,
            @Nullable String service,
            Severity severity,
            String ruleText,
            boolean initiatorCertain,
            Text text) {
        this(kind, origin, who, peer, service, severity, ruleText, initiatorCertain, text, null);
    }

    /** The device that it is about. */
    public record Who(
            DeviceId device,
            String name,
            @Nullable MacAddress mac,
            @Nullable IpAddress ip,
            @Nullable String zone) {}

    /** What happened, why it matters, what to do. */
    public record Text(String what, String why, String advice) {}

    /** The same with another severity. */
    public Matter withSeverity(Severity other) {
        return other == severity
                ? this
                : new Matter(kind, origin, who, peer, service, other, ruleText, initiatorCertain, text, remedy);
    }

    /** What it is about without its peer: a flow counts once for it. */
    public String subject() {
        return kind + " " + origin + " " + who.device();
    }
}
