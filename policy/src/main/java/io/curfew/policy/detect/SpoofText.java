package io.curfew.policy.detect;

import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.Likeness.Doubt;
import io.curfew.policy.memory.Likeness.Kind;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Tells a person why a MAC address is thought to be another machine's. */
final class SpoofText {
    private static final int SURE = 80;

    private SpoofText() {}

    static Matter matter(Party party, List<Doubt> doubts, int score, Scene scene) {
        Matter.Who who = ofBefore(scene.who(party), party, doubts);
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.MAC_SPOOFED.id(),
                who,
                null,
                null,
                score >= SURE ? Severity.CRITICAL : Severity.HIGH,
                "",
                true,
                new Matter.Text(
                        "Another machine seems to use the MAC address " + party.mac() + " of " + who.name() + ": "
                                + score + " of 100 points. " + reasons(doubts),
                        "Rules, leases and firewalls know devices by their MAC address, which anybody can copy. Whoever has"
                                + " this one may do what " + who.name() + " may do.",
                        "See whether " + who.name()
                                + " itself was exchanged or set up anew: then all is well, and this will"
                                + " not come again. If not, look at which port of the switch or access point the address"
                                + " is, unplug what is there, and do not rely on MAC addresses where it matters (802.1X, a"
                                + " password of its own for each wireless device)."));
    }

    /** A device that the policy does not list is called as it called itself before the other one brought a name. */
    private static Matter.Who ofBefore(Matter.Who who, Party party, List<Doubt> doubts) {
        List<Doubt> names =
                doubts.stream().filter(doubt -> doubt.kind() == Kind.HOSTNAME).toList();
        boolean isOfTheOther = party.listed() == null
                && names.stream().anyMatch(doubt -> doubt.seen().equalsIgnoreCase(who.name()));
        return isOfTheOther
                ? new Matter.Who(who.device(), names.getFirst().known(), who.mac(), who.ip(), who.zone())
                : who;
    }

    private static String reasons(List<Doubt> doubts) {
        StringBuilder text = new StringBuilder();
        Set<Kind> told = EnumSet.noneOf(Kind.class);
        for (Doubt doubt : doubts) {
            Kind kind = doubt.kind() == Kind.REQUEST_FINGERPRINT ? Kind.DISCOVER_FINGERPRINT : doubt.kind();
            if (told.add(kind)) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(reason(kind))
                        .append(" \"")
                        .append(text(kind, doubt.seen()))
                        .append("\" instead of \"")
                        .append(text(kind, doubt.known()))
                        .append("\" (")
                        .append(kind.weight())
                        .append(").");
            }
        }
        return text.toString();
    }

    /** Options are remembered as a list in brackets. */
    private static String text(Kind kind, String mark) {
        boolean isList = kind == Kind.DISCOVER_FINGERPRINT && mark.startsWith("[") && mark.endsWith("]");
        return isList ? mark.substring(1, mark.length() - 1) : mark;
    }

    private static String reason(Kind kind) {
        return switch (kind) {
            case DISCOVER_FINGERPRINT, REQUEST_FINGERPRINT -> "By DHCP it asks for the options";
            case VENDOR_CLASS -> "Its vendor class is";
            case HOSTNAME -> "It calls itself";
            case INITIAL_TTL -> "Its packets begin with a time to live of";
            case JA4 -> "It begins TLS in the way";
            case PLACE -> "At the same time it is in";
        };
    }
}
