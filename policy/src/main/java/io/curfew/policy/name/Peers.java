package io.curfew.policy.name;

import io.curfew.events.DomainName;
import io.curfew.policy.Peer;
import io.curfew.policy.plan.Party;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Makes the other end of a flow out of who it is and what it is called. */
public final class Peers {

    private Peers() {}

    /** By one of the names of an address, with all the others. */
    public static Peer of(Party other, KnownName name, List<KnownName> all) {
        if (all.size() < 2) {
            return of(other, name);
        }
        List<DomainName> others = new ArrayList<>(all.size() - 1);
        for (KnownName one : all) {
            if (!one.name().equals(name.name())) {
                others.add(one.name());
            }
        }
        return new Peer(other.ip(), name.name(), name.source(), others);
    }

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
