package io.curfew.policy.mud;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.Peer;
import io.curfew.policy.service.PortRange;
import io.curfew.policy.service.Services;
import org.jspecify.annotations.Nullable;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes what a device was seen to do as a MUD file: one line of an access list for each peer and service of its
 * dossier but those that are violations. A peer that was called by a name is written by it, a server that the site
 * names by its class, a neighbor as the local networks. What the device was never seen to do, the file does not allow.
 */
public final class MudExport {
    private static final int LONGEST_INFORMATION = 60;
    private static final String URN = "urn:ietf:params:mud:";

    private final Device device;

    private MudExport(Device device) {
        this.device = device;
    }

    /** The file's text: JSON, with an address that stands for no server as its URL. */
    public static String of(Device device) {
        return new MudExport(device).text();
    }

    /** What the file may be called: letters, digits, dots and hyphens. */
    public static String fileName(Device device) {
        return plain(device.id().value()) + ".json";
    }

    private String text() {
        String name = plain(device.id().value());
        String information = device.name().length() > LONGEST_INFORMATION
                ? device.name().substring(0, LONGEST_INFORMATION)
                : device.name();
        return """
                {
                  "ietf-mud:mud": {
                    "mud-version": 1,
                    "mud-url": "https://%s.invalid/%s.json",
                    "last-update": "%s",
                    "cache-validity": 48,
                    "is-supported": true,
                    "systeminfo": "%s",
                    "from-device-policy": { "access-lists": { "access-list": [ { "name": "from-ipv4" }, { "name": "from-ipv6" } ] } },
                    "to-device-policy": { "access-lists": { "access-list": [ { "name": "to-ipv4" }, { "name": "to-ipv6" } ] } }
                  },
                  "ietf-access-control-list:acls": {
                    "acl": [
                %s,
                %s,
                %s,
                %s
                    ]
                  }
                }
                """.formatted(
                        device.site(),
                        name,
                        device.lastSeen().truncatedTo(ChronoUnit.SECONDS),
                        escaped(information),
                        list("from", 4),
                        list("from", 6),
                        list("to", 4),
                        list("to", 6));
    }

    private String list(String direction, int version) {
        Set<String> matches = new LinkedHashSet<>();
        for (Device.PeerUse use : device.peers()) {
            if (!use.verdict().equals("violation")) {
                matches.addAll(matches(use, direction.equals("from"), version));
            }
        }
        List<String> lines = new ArrayList<>();
        for (String match : matches) {
            lines.add(
                    "          { \"name\": \"%s-ipv%d-%d\", \"matches\": { %s }, \"actions\": { \"forwarding\": \"accept\" } }"
                            .formatted(direction, version, lines.size(), match));
        }
        return "      { \"name\": \"%s-ipv%d\", \"type\": \"ipv%d-acl-type\", \"aces\": { \"ace\": [%s] } }"
                .formatted(
                        direction,
                        version,
                        version,
                        lines.isEmpty() ? "" : "\n" + String.join(",\n", lines) + "\n      ");
    }

    /** The lines that let packets of a use pass in a direction: what is asked, and what is answered. */
    private List<String> matches(Device.PeerUse use, boolean fromDevice, int version) {
        Attempts attempts = use.attempts();
        boolean wasOnlyTried = !use.initiated() && attempts.answered() == 0 && attempts.failed() > 0;
        if (wasOnlyTried) {
            return List.of();
        }
        boolean isAsked = use.initiated() == fromDevice;
        List<String> matches = new ArrayList<>();
        for (PortRange range : ranges(use.service())) {
            Transport transport = range.transport() == null ? Transport.OTHER : range.transport();
            int protocol = protocol(transport, version);
            String peer = protocol < 0 ? null : peer(use, fromDevice, version, protocol);
            if (peer != null) {
                matches.add(peer + details(range, transport, isAsked, use.initiated()));
            }
        }
        return matches;
    }

    /** The match of the peer and the protocol; null when the peer has no address of this version. */
    private @Nullable String peer(Device.PeerUse use, boolean fromDevice, int version, int protocol) {
        Peer peer = use.peer();
        IpAddress ip = peer.ip();
        String ipv = "\"ipv" + version + "\": { \"protocol\": " + protocol;
        if (ip == null || ip.isV6() != (version == 6)) {
            return null;
        }
        String server = server(use, ip);
        if (server != null) {
            return "\"ietf-mud:mud\": { \"controller\": \"" + URN + server + "\" }, " + ipv + " }";
        }
        DomainName name = peer.nameSource() == Peer.NameSource.POLICY ? null : peer.name();
        if (name != null && ip.isInternet()) {
            String key = fromDevice ? "dst-dnsname" : "src-dnsname";
            return ipv + ", \"ietf-acldns:" + key + "\": \"" + escaped(name.value()) + "\" }";
        }
        if (!ip.isInternet() && !ip.isGroup()) {
            return "\"ietf-mud:mud\": { \"local-networks\": [ null ] }, " + ipv + " }";
        }
        String key = (fromDevice ? "destination" : "source") + "-ipv" + version + "-network";
        return ipv + ", \"" + key + "\": \"" + ip + (version == 6 ? "/128" : "/32") + "\" }";
    }

    /** The class of a server that the site or the lease names; null when it is none. */
    private @Nullable String server(Device.PeerUse use, IpAddress ip) {
        if (!use.initiated()) {
            return null;
        }
        return switch (use.service()) {
            case "dns" -> isNamed(device.resolversUsed(), ip) ? "dns" : null;
            case "ntp" -> isNamed(device.timeServersUsed(), ip) ? "ntp" : null;
            default -> null;
        };
    }

    private static boolean isNamed(List<Device.ServerUse> servers, IpAddress ip) {
        return servers.stream().anyMatch(server -> server.ip().equals(ip) && server.allowed());
    }

    /** A service by its name, or {@code tcp/8883}. */
    private static List<PortRange> ranges(String service) {
        List<PortRange> known = Services.ports(service);
        if (known != null) {
            return known;
        }
        int slash = service.indexOf('/');
        for (Transport transport : Transport.values()) {
            if (slash > 0 && transport.text().equals(service.substring(0, slash))) {
                int port = Integer.parseInt(service.substring(slash + 1));
                return List.of(new PortRange(transport, port, port));
            }
        }
        return List.of();
    }

    private static int protocol(Transport transport, int version) {
        return switch (transport) {
            case TCP -> 6;
            case UDP -> 17;
            case ICMP -> version == 4 ? 1 : -1;
            case ICMPV6 -> version == 6 ? 58 : -1;
            case IGMP -> version == 4 ? 2 : -1;
            case SCTP -> 132;
            case GRE -> 47;
            case ESP -> 50;
            case OTHER -> -1;
        };
    }

    private static String details(PortRange range, Transport transport, boolean isAsked, boolean initiated) {
        if (transport == Transport.ICMP || transport == Transport.ICMPV6) {
            int echoReply = transport == Transport.ICMP ? 0 : 129;
            return isAsked ? "" : ", \"icmp\": { \"type\": " + echoReply + " }";
        }
        if (transport != Transport.TCP && transport != Transport.UDP) {
            return "";
        }
        String initiator = transport == Transport.UDP
                ? ""
                : "\"ietf-mud:direction-initiated\": \"" + (initiated ? "from-device" : "to-device") + "\", ";
        String port = range.first() == range.last()
                ? "\"operator\": \"eq\", \"port\": " + range.first()
                : "\"lower-port\": " + range.first() + ", \"upper-port\": " + range.last();
        return ", \"" + (transport == Transport.TCP ? "tcp" : "udp") + "\": { " + initiator + "\""
                + (isAsked ? "destination" : "source") + "-port\": { " + port + " } }";
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9.-]", "-");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter == '"' || letter == '\\') {
                escaped.append('\\').append(letter);
            } else if (letter >= ' ') {
                escaped.append(letter);
            }
        }
        return escaped.toString();
    }
}
