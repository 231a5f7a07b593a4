package io.curfew.policy.detect;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.Peer;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Party;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One end of a flow.
 *
 * @param party who it is
 * @param facts what is known of it; absent when it is no device of the site
 * @param peer the other end as this one calls it
 * @param peerNames all that this end calls the other
 * @param decision what the rules say to this end
 * @param isWatched true when habits of this end are looked at: it is a device that a rule names, or any device where
 *     the site has no rules, and the flow is none that keeps the segment running
 */
public record End(
        Party party,
        @Nullable DeviceFacts facts,
        Peer peer,
        List<KnownName> peerNames,
        Decision decision,
        boolean isWatched) {

    /** True when an entry of a rule allows this very peer: then nobody needs to be told. */
    public boolean isDeliberate() {
        return decision instanceof Decision.Allowed allowed && allowed.deliberate();
    }

    /**
     * As it is with what the site knows of the name by which an entry allows the other end: nobody at the site was
     * answered the address for the name that this end itself sent there, so that the entry need not mean this very
     * peer.
     */
    public End knowing(Scene scene) {
        IpAddress ip = peer.ip();
        boolean isItsOwnWord = decision instanceof Decision.Allowed allowed
                && allowed.deliberate()
                && allowed.name() != null
                && allowed.name().source() == Peer.NameSource.SERVER_NAME
                && ip != null
                && scene.plan().isInternet(ip)
                && !scene.names().wasResolved(ip)
                && BareAddress.isLongWatched(party, scene);
        return isItsOwnWord
                ? new End(party, facts, peer, peerNames, ((Decision.Allowed) decision).byAWideEntry(), isWatched)
                : this;
    }

    /** The other end for people: its names and address, or its address alone. */
    public String peerText() {
        if (peer.name() == null) {
            return String.valueOf(peer.ip());
        }
        if (peer.otherNames().isEmpty()) {
            return peer.name() + " (" + peer.ip() + ")";
        }
        String others = String.join(
                ", ", peer.otherNames().stream().map(DomainName::value).toList());
        return peer.name() + " (" + peer.ip() + ", which is also " + others + ")";
    }
}
