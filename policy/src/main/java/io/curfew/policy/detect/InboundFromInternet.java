package io.curfew.policy.detect;

import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.PeerKey;
import io.curfew.policy.memory.Table;
import io.curfew.policy.service.Services;
import io.curfew.policy.threshold.Pattern;

/** Somebody on the internet reached a device, and it answered. */
final class InboundFromInternet implements Detection {

    @Override
    public void flow(Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        End reached = sight.responder();
        DeviceId device = reached.party().device();
        if (device == null
                || sight.initiator().party().device() != null
                || !flow.initiatorCertain()
                || !wasAnswered(flow)
                || !sight.plan().isInternet(flow.initiator().ip())
                || reached.isDeliberate()
                || isConversation(device, flow, scene)) {
            return;
        }
        scene.count(matter(sight, scene));
    }

    private static boolean wasAnswered(FlowObservation flow) {
        Outcome outcome = flow.outcome();
        return outcome != null
                && switch (outcome) {
                    case ESTABLISHED, CLOSED, TIMED_OUT -> true;
                    case RESET -> flow.responderPackets() > 1;
                    case ANSWERED -> flow.transport() == Transport.UDP || flow.transport() == Transport.SCTP;
                    case UNANSWERED, REFUSED, REJECTED -> false;
                };
    }

    /** An answer that comes after its question was forgotten looks like a question. */
    private static boolean isConversation(DeviceId device, FlowObservation flow, Scene scene) {
        String service = Services.name(flow.transport(), flow.initiator().port());
        PeerKey turned = new PeerKey(device, flow.initiator().ip(), service, true);
        return scene.rows().get(Table.PEERS, turned) != null;
    }

    private static Matter matter(Sight sight, Scene scene) {
        Matter.Who who = scene.who(sight.responder().party());
        IpAddress from = sight.flow().initiator().ip();
        boolean isV6 = from.isV6();
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.INBOUND_FROM_INTERNET.id(),
                who,
                null,
                sight.service(),
                Severity.HIGH,
                "",
                true,
                new Matter.Text(
                        sight.responder().peerText() + " on the internet reached " + who.name() + " by "
                                + sight.service() + ", and it answered.",
                        "Whatever the internet reaches is tried by everybody within hours: weak passwords and old software"
                                + " are found. Things are not made for that.",
                        isV6
                                ? "Let the firewall reject what comes in from the internet by IPv6, too. If this is wanted,"
                                        + " allow it in a rule: { from: " + from + ", ports: " + ports(sight) + " }."
                                : "Remove the port forwarding at your router and turn UPnP port mapping off there; reach the"
                                        + " device through a VPN instead. If this is wanted, allow it in a rule: { from: "
                                        + from + ", ports: " + ports(sight) + " }."));
    }

    private static String ports(Sight sight) {
        return sight.flow().transport().text() + "/" + sight.flow().responder().port();
    }
}
