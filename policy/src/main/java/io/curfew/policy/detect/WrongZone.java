package io.curfew.policy.detect;

import io.curfew.events.DhcpObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.Haunts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;

import java.time.Duration;
import java.util.List;

/** A device shows up in another zone than the ones that it was seen in so far. */
final class WrongZone implements Detection {
    private static final Duration REFRESH = Duration.ofHours(1);

    @Override
    public void flow(Sight sight, Scene scene) {
        if (sight.isFirst()) {
            seen(sight.initiator().party(), scene);
            seen(sight.responder().party(), scene);
        }
    }

    @Override
    public void claim(NeighborObservation claim, Party sender, Scene scene) {
        seen(sender, scene);
    }

    @Override
    public void lease(DhcpObservation message, Party client, Scene scene) {
        seen(client, scene);
    }

    private static void seen(Party party, Scene scene) {
        DeviceId device = party.device();
        String zone = scene.plan().zoneOf(party.ip());
        if (device == null || zone == null || party.mac() == null || isAtHomeEverywhere(party, device, scene)) {
            return;
        }
        Haunts known = scene.rows().get(Table.HAUNTS, device);
        if (known == null) {
            scene.rows().put(Table.HAUNTS, device, new Haunts(scene.at(), scene.at(), List.of(zone)));
        } else if (!known.zones().contains(zone)) {
            long learning = scene.threshold(Threshold.WRONG_ZONE_LEARNING, party);
            if (!scene.at().isBefore(known.since().plusSeconds(learning))) {
                scene.raise(matter(party, zone, known, scene));
            }
            scene.rows().put(Table.HAUNTS, device, known.with(zone, scene.at()));
        } else if (!scene.at().isBefore(known.last().plus(REFRESH))) {
            scene.rows().put(Table.HAUNTS, device, known.with(zone, scene.at()));
        }
    }

    /** Servers and controllers have a foot in several zones; random MAC addresses are another device each time. */
    private static boolean isAtHomeEverywhere(Party party, DeviceId device, Scene scene) {
        boolean isRandomised =
                party.listed() == null && party.mac() != null && party.mac().isRandomised();
        return party.serves() || scene.plan().isController(device) || isRandomised;
    }

    private static Matter matter(Party party, String zone, Haunts known, Scene scene) {
        Matter.Who who = scene.who(party);
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.WRONG_ZONE.id(),
                new Matter.Who(who.device(), who.name(), who.mac(), who.ip(), zone),
                null,
                null,
                party.listed() == null ? Severity.MEDIUM : Severity.HIGH,
                "",
                true,
                new Matter.Text(
                        who.name() + " shows up in zone " + zone + " with " + party.ip() + ". It was seen in "
                                + text(known.zones()) + " only "
                                + scene.coverage(known.since(), scene.at()).text("it was watched") + ".",
                        "The rules of its zone do not hold for it there, and it reaches what is kept from it: somebody may"
                                + " have moved a cable or the wireless network of it, or it gave itself the address.",
                        "Move it back: look at the port of the switch, or the wireless network, that it uses. If it shall"
                                + " stay, acknowledge this, and see to it that the rules of zone " + zone
                                + " fit it."));
    }

    private static String text(List<String> zones) {
        return (zones.size() == 1 ? "zone " : "zones ") + String.join(", ", zones);
    }
}
