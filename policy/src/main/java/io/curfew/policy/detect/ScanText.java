package io.curfew.policy.detect;

import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.Distinct;
import io.curfew.policy.memory.Sweep;
import io.curfew.policy.memory.SweepKey;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;

import java.util.List;
import java.util.Locale;

/** Tells a person of a scan: what was looked for, by what, and how much of it. */
final class ScanText {

    private ScanText() {}

    /** The matter of a scan: one for each device and technique, whatever its victims. */
    static Matter matter(Party by, SweepKey key, Sweep sweep, String technique, Sweep.Spell all, Scene scene) {
        Matter.Who who = scene.who(by);
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.SCAN.id(),
                who,
                null,
                method(key) + (key.outside() ? " outside, " : ", ") + sweep.technique(),
                Severity.HIGH,
                "",
                true,
                new Matter.Text(
                        what(who.name(), key, sweep, technique, all),
                        "Looking for hosts and open ports is what comes before a break-in. A thing in a house has no"
                                + " reason to do it; it may have been taken over, or it maps your network for its"
                                + " maker.",
                        "Find out what runs on it. If it is a scanner or a monitor of yours, turn this detection off for"
                                + " this device. Otherwise take it off the network or keep it away from its neighbours at"
                                + " the firewall, and update or reset it before it comes back."));
    }

    private static String method(SweepKey key) {
        return key.method().name().toLowerCase(Locale.ROOT);
    }

    private static String what(String name, SweepKey key, Sweep sweep, String technique, Sweep.Spell all) {
        String where = key.outside() ? " on the internet" : "";
        String victims =
                number(all.hosts(), "address", "addresses") + where + " (" + some(sweep.victims(), all.hosts()) + ")";
        String by = switch (key.method()) {
            case TCP -> "TCP";
            case UDP -> "UDP";
            case ICMP -> "ICMP";
            case ARP -> "ARP";
        };
        return switch (key.method()) {
            case ARP ->
                name + " looks for hosts by ARP or neighbor discovery: it asked for " + victims + " that nobody has.";
            case ICMP -> name + " looks for hosts by ICMP: it asked " + victims + " whether they are there.";
            case TCP, UDP ->
                name + " looks for " + technique + " by " + by + ": it tried "
                        + number(all.ports(), "port", "ports") + " (" + some(sweep.services(), all.ports()) + ") of "
                        + victims + " without success.";
        };
    }

    private static String number(Distinct things, String one, String many) {
        long count = things.count();
        return (things.exact() ? "" : "about ") + count + " " + (count == 1 ? one : many);
    }

    private static String some(List<?> named, Distinct all) {
        String text = String.join(", ", named.stream().map(Object::toString).toList());
        return all.count() > named.size() ? text + " and others" : text;
    }
}
