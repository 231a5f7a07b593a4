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
        Description description) {

    /** The device that it is about. */
    public record Who(
            DeviceId device,
            String name,
            @Nullable MacAddress mac,
            @Nullable IpAddress ip,
            @Nullable String zone) {}

    /** Puts a matter into words when they are wanted: not each time that it happens. */
    public interface Description {
        Text text();
    }

    /**
     * What happened, why it matters, what to do.
     *
     * @param remedy an entry of a rule that would allow it; absent when no single one would
     */
    public record Text(
            String what,
            String why,
            String advice,
            @Nullable String remedy) implements Description {
        public Text(String what, String why, String advice) {
            this(what, why, advice, null);
        }

        @Override
        public Text text() {
            return this;
        }
    }

    /** The same with another severity. */
    public Matter withSeverity(Severity other) {
        return other == severity
                ? this
                : new Matter(kind, origin, who, peer, service, other, ruleText, initiatorCertain, description);
    }
}
