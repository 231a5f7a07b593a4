package io.curfew.policy.replay;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.essential.Essential;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Something that one policy forbids, or finds, and the other does not.
 *
 * @param kind whether a rule or a detection speaks of it
 * @param origin the rule's or the detection's id, in the policy that speaks of it
 * @param device who
 * @param deviceName how people call the device
 * @param peer to whom; absent when the matter is the device itself
 * @param service what for, as {@code https}; absent when the matter is the device itself
 * @param severity how much it matters
 * @param count how often it happened in the time that was looked at, beyond what the other policy speaks of
 * @param first when it first happened
 * @param last when it last happened
 * @param ruleText what the rule says; empty for detections
 * @param essential what is known to stop when this is blocked; absent when nothing is
 * @param doubts why it may be otherwise, a sentence each; empty when it is sure
 */
public record Difference(
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
        @Nullable Essential essential,
        List<String> doubts) {
    public Difference {
        doubts = List.copyOf(doubts);
    }
}
