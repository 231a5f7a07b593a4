package io.curfew.policy;

import org.jspecify.annotations.Nullable;

/** What the policy says of one flow or question. */
public sealed interface Verdict {
    /** No rule names the device. */
    Verdict UNJUDGED = new Unjudged();

    /** It needs no permission. */
    Verdict NEEDS_NO_PERMISSION = new Allowed(null);

    /**
     * An entry allows it, or it needs no permission.
     *
     * @param rule the rule whose entry allows it; absent for what is always allowed (DHCP, ARP)
     * @param reservation that a deny entry could not be judged, in a sentence; absent when all could
     */
    record Allowed(@Nullable String rule, @Nullable String reservation) implements Verdict {
        public Allowed(@Nullable String rule) {
            this(rule, null);
        }
    }

    /**
     * A rule forbids it.
     *
     * @param rule the rule's id
     * @param severity the rule's severity
     * @param entry the deny entry that matched, as written in the policy; absent: no allow entry matched
     * @param why one sentence for a person
     * @param policyVersion the version of the policy that says so
     */
    record Violation(
            String rule, Severity severity, @Nullable String entry, String why, long policyVersion)
            implements Verdict {}

    /** No rule names the device. Shown, never alerted. */
    record Unjudged() implements Verdict {}
}
