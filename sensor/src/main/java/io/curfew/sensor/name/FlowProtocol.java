package io.curfew.sensor.name;

import io.curfew.events.ApplicationProtocol;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.language.DohServers;
import org.jspecify.annotations.Nullable;

/**
 * Names the protocol of a flow: encrypted DNS by port, by what a client negotiates, or by who is asked; else what
 * payloads told; else what the ports stand for.
 */
final class FlowProtocol {
    private static final int DNS_PORT = 53;
    private static final int HTTPS_PORT = 443;
    private static final int ENCRYPTED_DNS_PORT = 853;

    private final DohServers servers;

    FlowProtocol(DohServers servers) {
        this.servers = servers;
    }

    @Nullable
    String of(Clues clues, Transport transport, int initiatorPort, IpAddress responder, int responderPort) {
        String told = clues.protocol();
        return switch (transport) {
            case TCP -> ofStream(clues, told, responder, responderPort);
            case UDP -> ofDatagrams(clues, told, initiatorPort, responder, responderPort);
            case ICMP, ICMPV6, IGMP, SCTP, GRE, ESP, OTHER -> told;
        };
    }

    private @Nullable String ofStream(Clues clues, @Nullable String told, IpAddress responder, int port) {
        if (told == null || told.equals(ApplicationProtocol.TLS)) {
            if (port == ENCRYPTED_DNS_PORT) {
                return ApplicationProtocol.DOT;
            }
            if (isDoh(clues, told, responder, port)) {
                return ApplicationProtocol.DOH;
            }
        }
        return told == null && port == DNS_PORT ? ApplicationProtocol.DNS : told;
    }

    private @Nullable String ofDatagrams(
            Clues clues, @Nullable String told, int initiatorPort, IpAddress responder, int port) {
        if (told == null || told.equals(ApplicationProtocol.QUIC)) {
            if (isDnsOverQuic(port)) {
                return ApplicationProtocol.DOQ;
            }
            if (isDoh(clues, told, responder, port)) {
                return ApplicationProtocol.DOH;
            }
        }
        if (told != null) {
            return told;
        }
        String asked = ofPort(port);
        return asked == null ? ofPort(initiatorPort) : asked;
    }

    /** The port of RFC 9250 and those of its drafts. */
    private static boolean isDnsOverQuic(int port) {
        return switch (port) {
            case ENCRYPTED_DNS_PORT, 784, 8853 -> true;
            default -> false;
        };
    }

    private boolean isDoh(Clues clues, @Nullable String told, IpAddress responder, int port) {
        DomainName name = clues.serverName();
        boolean isNamed = told != null && name != null && servers.has(name);
        return isNamed || (port == HTTPS_PORT && servers.has(responder));
    }

    /** True where the port tells the protocol of a payload that does not. */
    static boolean isKnownPort(int port) {
        return ofPort(port) != null;
    }

    private static @Nullable String ofPort(int port) {
        return switch (port) {
            case DNS_PORT -> ApplicationProtocol.DNS;
            case 67, 68 -> ApplicationProtocol.DHCP;
            case 123 -> ApplicationProtocol.NTP;
            case 137 -> ApplicationProtocol.NETBIOS_NAMES;
            case 546, 547 -> ApplicationProtocol.DHCPV6;
            case 1900 -> ApplicationProtocol.SSDP;
            case 5353 -> ApplicationProtocol.MDNS;
            case 5355 -> ApplicationProtocol.LLMNR;
            default -> null;
        };
    }
}
