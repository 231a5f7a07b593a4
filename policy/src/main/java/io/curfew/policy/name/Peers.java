package io.curfew.policy.name;

import io.curfew.events.DomainName;
import io.curfew.policy.Peer;
import io.curfew.policy.plan.Party;
import org.jspecify.annotations.Nullable;

/** Makes the other end of a flow out of who it is and what it is called. */
public final class Peers {

    private Peers() {}

    /** @param name what it is called; the policy's id of a listed device stands in when it is called nothing */
    public static Peer of(Party other, @Nullable KnownName name) {
        if (name != null) {
            return new Peer(other.ip(), name.name(), name.source());
        }
        return other.listed() == null
                ? Peer.of(other.ip())
                : new Peer(other.ip(), new DomainName(other.listed().id().value()), Peer.NameSource.POLICY);
    }
}
