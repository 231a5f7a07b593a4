package io.curfew.policy.detect;

import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

/** A device that the policy does not list shows up in a zone that rules guard. */
public final class NewDevice {
    public static final String ID = "new-device";

    private NewDevice() {}

    /** Null when the device is listed, part of the site's infrastructure, or in no guarded zone. */
    public static @Nullable Matter of(Party party, String name, SitePlan plan) {
        String zone = party.zone();
        if (party.device() == null || party.listed() != null || zone == null || !plan.isGuarded(zone)) {
            return null;
        }
        if (party.serves()) {
            return null;
        }
        boolean randomised = party.mac() != null && party.mac().isRandomised();
        return randomised ? randomised(party, zone) : known(party, party.device(), name, zone);
    }

    private static Matter known(Party party, DeviceId device, String name, String zone) {
        return matter(
                new Matter.Who(device, name, party.mac(), shown(party.ip()), zone),
                Severity.MEDIUM,
                name + " (" + (party.mac() == null ? party.ip() : party.mac())
                        + ") was seen for the first time, in zone " + zone + ". The policy does not list it.",
                "If it is yours, list it in the policy under \"devices\". If not, find it by its address and take it off"
                        + " the network.");
    }

    /** Randomised addresses change often: one alert a zone counts them all. */
    private static Matter randomised(Party party, String zone) {
        return matter(
                new Matter.Who(
                        new DeviceId("randomised-" + zone),
                        "Devices with a random MAC address in " + zone,
                        null,
                        null,
                        zone),
                Severity.LOW,
                "A device with a random MAC address (" + party.mac() + ") was seen for the first time, in zone " + zone
                        + ". Phones and computers change such addresses; this alert counts them all.",
                "Turn off the private or random MAC address for this network on devices that belong here, and list"
                        + " them in the policy; move others to a guest network.");
    }

    private static Matter matter(Matter.Who who, Severity severity, String what, String advice) {
        return new Matter(
                Alert.Kind.DETECTION,
                ID,
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

    private static @Nullable IpAddress shown(IpAddress ip) {
        return ip.isUnspecified() ? null : ip;
    }
}
