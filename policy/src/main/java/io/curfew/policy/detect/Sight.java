package io.curfew.policy.detect;

import io.curfew.events.FlowObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;

import java.util.List;

/**
 * A flow of a device that rules name, with all that was found out about it.
 *
 * @param flow what the sensor said
 * @param plan the site's plan
 * @param who the initiator, for people
 * @param facts the initiator's facts
 * @param initiator who started it
 * @param responder who was asked
 * @param names what the responder is called
 * @param peer the responder, for people
 * @param service what for
 * @param decision what the rules say to the initiator
 */
public record Sight(
        FlowObservation flow,
        SitePlan plan,
        Matter.Who who,
        DeviceFacts facts,
        Party initiator,
        Party responder,
        List<KnownName> names,
        Peer peer,
        String service,
        Decision decision) {

    /** True when an entry of a rule allows this very peer: then nobody needs to be told. */
    boolean isDeliberate() {
        return decision instanceof Decision.Allowed allowed && allowed.deliberate();
    }

    /** The responder for people: its name and address, or its address alone. */
    String other() {
        return peer.name() == null ? String.valueOf(peer.ip()) : peer.name() + " (" + peer.ip() + ")";
    }
}
