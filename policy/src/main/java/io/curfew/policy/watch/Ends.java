package io.curfew.policy.watch;

import io.curfew.events.DomainName;
import io.curfew.events.FlowObservation;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.detect.End;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.judge.Call;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.judge.Permissions;
import io.curfew.policy.language.Entry.Direction;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.name.Peers;
import io.curfew.policy.plan.Party;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Makes the ends of a flow out of who they are, each with what the rules say to it. */
final class Ends {

    private Ends() {}

    /**
     * Whose end it is.
     *
     * @param facts what is known of {@code party}; absent when it is no device of the site
     * @param other who is at the other end
     * @param direction {@code TO} when {@code party} initiates
     */
    record Side(Party party, @Nullable DeviceFacts facts, Party other, Direction direction) {}

    /**
     * An address that was called, and at which nobody was ever seen, is no device: who searches a whole segment would
     * fill the site with them, and push the real ones out.
     */
    static Party heard(Scene.Site site, FlowObservation flow, Party called) {
        DeviceId device = called.device();
        boolean isUnheardOf = device != null
                && called.mac() == null
                && called.listed() == null
                && flow.responderPackets() == 0
                && site.rows().get(Table.DEVICES, device) == null;
        return isUnheardOf ? called.withoutDevice() : called;
    }

    static End of(Scene.Site site, FlowObservation flow, Side side, boolean needsNoPermission) {
        if (side.party().device() == null && side.direction() == Direction.FROM) {
            return new End(side.party(), null, Peers.of(side.other(), null), List.of(), new Decision.Unjudged(), false);
        }
        return of(site, flow, side, names(site, flow, side), needsNoPermission);
    }

    /** The same where the names are at hand. */
    static End of(Scene.Site site, FlowObservation flow, Side side, List<KnownName> names, boolean needsNoPermission) {
        Party party = side.party();
        if (party.device() == null) {
            return new End(party, null, peer(side.other(), names, null), names, new Decision.Unjudged(), false);
        }
        Permissions permissions = site.rules().permissions(party);
        Call call = call(flow, side, names);
        Decision decided = side.direction() == Direction.TO ? permissions.to(call) : permissions.from(call);
        Decision decision = needsNoPermission && permissions.isNamed() ? new Decision.NotForbidden() : decided;
        boolean isWatched =
                !needsNoPermission && (permissions.isNamed() || site.rules().isEmpty());
        return new End(party, side.facts(), peer(side.other(), names, decision), names, decision, isWatched);
    }

    /** All that {@code side} calls the other end. */
    static List<KnownName> names(Scene.Site site, FlowObservation flow, Side side) {
        // A name that held when the flow began holds as long as the flow lasts.
        DeviceId asking = site.identities().unlisted(side.party());
        return site.names().names(asking, side.other().ip(), sent(flow, side), flow.first());
    }

    /** The same without what was answered only after the flow. */
    static List<KnownName> namesUntil(Scene.Site site, FlowObservation flow, Side side) {
        return site.names()
                .namesUntil(
                        site.identities().unlisted(side.party()), side.other().ip(), sent(flow, side), flow.first());
    }

    /** What an initiator called the other end itself; absent when it did not. */
    private static @Nullable DomainName sent(FlowObservation flow, Side side) {
        return side.direction() == Direction.TO ? flow.serverName() : null;
    }

    /** The flow as {@code side} sees it. */
    static Call call(FlowObservation flow, Side side, List<KnownName> names) {
        return new Call(
                side.other(),
                flow.transport(),
                flow.initiator().port(),
                flow.responder().port(),
                names,
                flow.last());
    }

    /** The other end by the name by which it was decided on, else by its latest. */
    private static Peer peer(Party other, List<KnownName> names, @Nullable Decision decision) {
        if (decision instanceof Decision.Allowed allowed && allowed.name() != null) {
            return Peers.of(other, allowed.name(), names);
        }
        return names.isEmpty() ? Peers.of(other, null) : Peers.of(other, names.getFirst(), names);
    }
}
