package io.curfew.policy.firewall;

import io.curfew.events.IpAddress;

/**
 * How one kind of firewall wants to be told. People paste that into a root shell: {@link Blocked} lets in nothing else.
 */
interface Dialect {
    String write(Blocked blocked);

    /** What to mind where the firewall itself is asked or begins, in sentences. */
    default String ownCaution(Blocked blocked) {
        boolean isAsked = blocked.way() == Blocked.Way.INCOMING;
        return "The policy names " + (isAsked ? blocked.target() : blocked.source())
                + " as the gateway: the rule is for what is sent " + (isAsked ? "to" : "by")
                + " the firewall itself. On any other firewall it blocks nothing.";
    }

    /**
     * What to mind where {@code ip} may be the firewall's own address, in sentences; empty where rules hold for it too.
     */
    default String possiblyOwnCaution(IpAddress ip) {
        return "Where " + ip
                + " is the firewall's own address, the rule does not hold either: it speaks of what the firewall"
                + " passes on, not of what is sent to it. Name the address as the gateway of the site in the policy, and"
                + " the rule is written for that.";
    }

    /** How to try it and how to take it back, in sentences. */
    String use(Blocked blocked);
}
