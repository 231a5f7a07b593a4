package io.curfew.policy.detect;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;

/** A device that the policy does not list shows up in a zone that rules guard. */
final class NewDevice implements Detection {

    @Override
    public void arrival(Party party, Scene scene) {
        String zone = party.zone();
        if (party.device() == null
                || zone == null
                || party.listed() != null
                || party.serves()
                || !scene.plan().isGuarded(zone)) {
            return;
        }
        boolean randomised = party.mac() != null && party.mac().isRandomised();
        scene.raise(randomised ? randomised(party, zone, scene) : known(party, zone, scene));
        scene.devices().greet(party.device());
    }

    private static Matter known(Party party, String zone, Scene scene) {
        Matter.Who who = scene.who(party);
        return matter(
                who,
                Severity.MEDIUM,
                who.name() + " (" + (party.mac() == null ? party.ip() : party.mac())
                        + ") was seen for the first time" + watched(scene) + ", in zone " + zone
                        + ". The policy does not list it.",
                "If it is yours, list it in the policy under \"devices\". If not, find it by its address and take it off"
                        + " the network.");
    }

    /** Randomised addresses change often: one alert a zone counts them all. */
    private static Matter randomised(Party party, String zone, Scene scene) {
        return matter(
                new Matter.Who(
                        new DeviceId("randomised-" + zone),
                        "Devices with a random MAC address in " + zone,
                        null,
                        null,
                        zone),
                Severity.LOW,
                "A device with a random MAC address (" + party.mac() + ") was seen for the first time" + watched(scene)
                        + ", in zone " + zone
                        + ". Phones and computers change such addresses; this alert counts them all.",
                "Turn off the private or random MAC address for this network on devices that belong here, and list"
                        + " them in the policy; move others to a guest network.");
    }

    /** What "the first time" rests on. */
    private static String watched(Scene scene) {
        return " " + scene.siteCoverage().text("this site was watched");
    }

    private static Matter matter(Matter.Who who, Severity severity, String what, String advice) {
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.NEW_DEVICE.id(),
                who,
                null,
                null,
                severity,
                "",
                true,
                new Matter.Text(
                        what,
                        "Rules that name single devices do not cover it, and a device that nobody knows may have been"
                                + " put there by somebody else.",
                        advice));
    }
}
