package io.curfew.policy.watch;

import io.curfew.events.FlowObservation;
import io.curfew.policy.DeviceId;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.SharedFlow;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Who the ends of a flow are.
 *
 * @param from who began it
 * @param to who was asked
 */
record Parties(Party from, Party to) {

    static Parties of(Scene.Site site, Scene scene, FlowObservation flow) {
        Party from = site.identities().party(site.plan(), flow.initiator(), flow.vlanIds(), scene.at());
        Party to = site.identities().party(site.plan(), flow.responder(), flow.vlanIds(), scene.at());
        return new Parties(from, Ends.heard(site, flow, to));
    }

    /** With the devices that another sensor knows to be behind the addresses; this one saw a router's frames alone. */
    Parties knowing(Scene.Site site, SharedFlow flow) {
        return new Parties(
                sender() == null ? known(site, from, flow.initiator()) : from,
                receiver() == null ? known(site, to, flow.responder()) : to);
    }

    private static Party known(Scene.Site site, Party party, @Nullable DeviceId device) {
        DeviceFacts facts = device == null ? null : site.rows().get(Table.DEVICES, device);
        return facts == null || facts.mac() == null
                ? party
                : site.identities().party(site.plan(), facts.mac(), party.ip(), List.of());
    }

    /** The device that began it; null where it is none, or known by its address alone. */
    @Nullable
    DeviceId sender() {
        return known(from);
    }

    /** The same of the device that was asked. */
    @Nullable
    DeviceId receiver() {
        return known(to);
    }

    private static @Nullable DeviceId known(Party party) {
        return party.mac() == null && party.listed() == null ? null : party.device();
    }

    Parties turned() {
        return new Parties(to, from);
    }
}
