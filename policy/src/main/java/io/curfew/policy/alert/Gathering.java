package io.curfew.policy.alert;

import io.curfew.policy.Alert;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what alerts of a device say of its peers, beyond {@value #MOST_APART} of them: a camera that looks for others
 * all over the internet is one thing to decide on, not thousands.
 */
final class Gathering {
    /** How many alerts about one peer each a device may have that are not over. */
    static final int MOST_APART = 64;

    private final Rows rows;

    Gathering(Rows rows) {
        this.rows = rows;
    }

    /** True when the matter would be about one more peer than are told apart. A device that was forgotten has none. */
    boolean isOneTooMany(Matter matter) {
        if (matter.peer() == null) {
            return false;
        }
        DeviceFacts facts = rows.get(Table.DEVICES, matter.who().device());
        return facts != null && facts.openPeers() >= MOST_APART;
    }

    /** That of all further peers of the matter's rule or detection. */
    static Matter gathered(Matter matter) {
        String name = matter.who().name();
        return new Matter(
                matter.kind(),
                matter.origin(),
                matter.who(),
                null,
                null,
                matter.severity(),
                matter.ruleText(),
                true,
                () -> new Matter.Text(
                        name + " has more than " + MOST_APART + " alerts about a peer each. Further peers of "
                                + (matter.kind() == Alert.Kind.RULE ? "the rule \"" : "the detection \"")
                                + matter.origin() + "\" are told here together.",
                        "So many are seldom wanted one by one: devices that look for others all over the internet, as"
                                + " cameras do, names that a program makes up, or a scan.",
                        "The evidence shows the latest, the traffic of the device all. Block it as a whole at the"
                                + " firewall, or allow by a rule what its peers have in common. Resolve alerts that are"
                                + " settled: then others are told one by one again."));
    }

    /** Counts an alert that opened, turned, or is known no more. */
    void turned(@Nullable Alert before, @Nullable Alert after) {
        Alert alert = after == null ? before : after;
        int change = openPeers(after) - openPeers(before);
        if (alert != null && change != 0) {
            rows.change(
                    Table.DEVICES,
                    alert.device(),
                    facts -> facts.withOpenPeers(Math.max(0, facts.openPeers() + change)));
        }
    }

    private static int openPeers(@Nullable Alert alert) {
        boolean isOpen = alert != null && alert.peer() != null && alert.state() != Alert.State.RESOLVED;
        return isOpen ? 1 : 0;
    }
}
