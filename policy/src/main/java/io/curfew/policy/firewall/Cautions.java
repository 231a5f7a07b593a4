package io.curfew.policy.firewall;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.essential.Essential;
import io.curfew.policy.essential.Essentials;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What to mind before a rule is used. */
final class Cautions {
    private final List<String> cautions = new ArrayList<>();

    private Cautions() {}

    static List<String> of(Alert alert, Blocked blocked, Dialect dialect) {
        Cautions about = new Cautions();
        about.ofEssentials(alert);
        about.ofDevice(alert, blocked);
        about.ofFirewall(alert.peer(), blocked, dialect);
        about.ofPeer(alert.peer());
        if (blocked.ports().isEmpty()) {
            about.add("By what the two talk is not known: the rule blocks everything between them.");
        }
        if (!alert.initiatorCertain()) {
            about.add("Who began was not seen, only inferred. If the rule changes nothing, the other one begins.");
        }
        about.add(
                "Look at the alert ten minutes later: its outcomes turn to refused, rejected or unanswered where the rule "
                        + "holds. Some devices stop obeying without a peer that they need, hours or days later.");
        return about.cautions;
    }

    private void add(String caution) {
        cautions.add(caution);
    }

    private void ofEssentials(Alert alert) {
        Essential essential = Essentials.shipped().find(alert.deviceName(), alert.peer(), alert.service());
        if (essential != null) {
            add(essential.sentence());
        }
    }

    private void ofDevice(Alert alert, Blocked blocked) {
        if (blocked.sourceMac() != null) {
            add("The rule goes by the MAC address " + blocked.sourceMac()
                    + ": a firewall sees it only on the device's own " + "segment, and anybody can copy it.");
        } else {
            add("The rule goes by the address of " + alert.deviceName()
                    + ". Give the device that address for good in your "
                    + "DHCP server, or the rule will hold for another device one day.");
        }
        add(
                blocked.version() == 4
                        ? "It speaks of IPv4 only. Where the site has IPv6, the device may go that way."
                        : "It speaks of one IPv6 address only. Devices change theirs, and may use IPv4 as well.");
    }

    /** Whether a firewall lies between the two. */
    private void ofFirewall(@Nullable Peer peer, Blocked blocked, Dialect dialect) {
        IpAddress ip = peer == null ? null : peer.ip();
        if (blocked.way() != Blocked.Way.PASSING) {
            add(dialect.ownCaution(blocked));
        } else if (ip != null && !ip.isInternet()) {
            add(
                    ("Both ends are in your network. Where they are on one segment, no firewall lies between them: only the "
                                    + "switch or the access point can keep them apart. "
                                    + dialect.possiblyOwnCaution(ip))
                            .strip());
        }
    }

    private void ofPeer(@Nullable Peer peer) {
        IpAddress ip = peer == null ? null : peer.ip();
        if (peer == null || ip == null) {
            return;
        }
        DomainName name = peer.name();
        if (name != null && ip.isInternet()) {
            add(name
                    + " may move to another address, of which the rule knows nothing. Block the name in your resolver as "
                    + "well.");
        }
        if (!peer.otherNames().isEmpty()) {
            String names = peer.otherNames().stream().map(DomainName::value).collect(Collectors.joining(", "));
            add("The same address serves other names that this device asked for: " + names + ". They are blocked too.");
        }
    }
}
