package io.curfew.policy.firewall;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.plan.SitePlan;
import io.curfew.policy.service.PortRange;
import io.curfew.policy.service.Services;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Finds what a firewall would have to block for an alert to end. */
sealed interface Blocking {
    /** The longest that a part of a title gets: names of devices come from the wire. */
    int LONGEST_WORD = 60;

    record Possible(Blocked blocked) implements Blocking {}

    record Impossible(String reason) implements Blocking {}

    static Blocking of(Alert alert, SitePlan plan) {
        Peer peer = alert.peer();
        IpAddress other = peer == null ? null : peer.ip();
        if (peer != null && other == null) {
            return new Impossible("This is about a name that is asked for, and a firewall knows addresses only. "
                    + "Block the name in your resolver.");
        }
        if (other == null) {
            return new Impossible("This is about the device itself, not about somebody to whom it talks. "
                    + "A firewall rule against one peer would not end it.");
        }
        if (other.isGroup()) {
            return new Impossible("This goes to a group of the device's own segment and never passes a firewall.");
        }
        SeenFlow flow = flow(alert);
        boolean isAsked =
                flow == null ? isAskedByRemedy(alert) : flow.initiator().ip().equals(other);
        IpAddress device = deviceAddress(alert, flow, isAsked, other.isV6());
        MacAddress mac = device == null && !isAsked ? alert.mac() : null;
        if (device == null && mac == null) {
            return new Impossible("The address of the device is not known in the family of its peer's address.");
        }
        IpAddress source = isAsked ? other : device;
        IpAddress target = isAsked ? Objects.requireNonNull(device) : other;
        Blocked.Way way = way(source, target, plan);
        String who = word(alert.deviceName());
        String peerWord = word(other.toString());
        return new Possible(new Blocked(
                key(alert.id()) + way.suffix(),
                (isAsked ? peerWord + " to " + who : who + " to " + peerWord)
                        + (alert.service() == null ? "" : " by " + word(alert.service())),
                source,
                mac,
                target,
                ports(alert.service(), other.isV6()),
                other.isV6() ? 6 : 4,
                way));
    }

    /** The firewall is the router that the policy names as the gateway. */
    private static Blocked.Way way(@Nullable IpAddress source, IpAddress target, SitePlan plan) {
        if (plan.isOfGateway(target)) {
            return Blocked.Way.INCOMING;
        }
        return source != null && plan.isOfGateway(source) ? Blocked.Way.OUTGOING : Blocked.Way.PASSING;
    }

    /** The latest flow behind the alert, which says who began; absent for questions and announcements. */
    private static @Nullable SeenFlow flow(Alert alert) {
        for (Alert.Evidence evidence : alert.evidence().reversed()) {
            if (evidence.flow() != null) {
                return evidence.flow();
            }
        }
        return null;
    }

    private static boolean isAskedByRemedy(Alert alert) {
        return alert.origin().equals("inbound-from-internet")
                || (alert.remedy() != null && alert.remedy().startsWith("{ from:"));
    }

    private static @Nullable IpAddress deviceAddress(
            Alert alert, @Nullable SeenFlow flow, boolean isAsked, boolean isV6) {
        IpAddress seen = flow == null
                ? null
                : isAsked ? flow.responder().ip() : flow.initiator().ip();
        if (seen != null && seen.isV6() == isV6) {
            return seen;
        }
        IpAddress known = alert.deviceIp();
        return known != null && known.isV6() == isV6 ? known : null;
    }

    private static List<PortRange> ports(@Nullable String service, boolean isV6) {
        List<PortRange> known = service == null ? null : Services.ports(service);
        if (known != null) {
            Transport foreign = isV6 ? Transport.ICMP : Transport.ICMPV6;
            return known.stream().filter(range -> range.transport() != foreign).toList();
        }
        int slash = service == null ? -1 : service.indexOf('/');
        if (service == null || slash < 0) {
            return List.of();
        }
        int port = Integer.parseInt(service.substring(slash + 1));
        for (Transport transport : Transport.values()) {
            if (transport.text().equals(service.substring(0, slash))) {
                return List.of(new PortRange(transport, port, port));
            }
        }
        return List.of();
    }

    private static String key(String id) {
        String plain = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        return plain.substring(0, Math.min(plain.length(), 32));
    }

    private static String word(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9 .:/-]", "-");
        return plain.substring(0, Math.min(plain.length(), LONGEST_WORD));
    }
}
