package io.curfew.sensor.imports.log;

import io.curfew.events.DhcpObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The DHCP messages of a dnsmasq log. With {@code log-dhcp}, lines with the same transaction stand around each: the
 * client's hostname, vendor class and requested options, and what it was given. Keeps one message at a time, with at
 * most {@value #MOST_OPTIONS} options.
 */
final class DnsmasqLeases {
    private static final int MOST_OPTIONS = 255;
    private static final int MOST_SERVERS = 16;
    private static final int SERVER_PORT = 67;
    private static final int CLIENT_PORT = 68;

    private final ObservationSink sink;
    private final IpAddress knownServer;
    private @Nullable Message open;
    private String transaction = "";
    private @Nullable String hostname;
    private @Nullable String vendorClass;

    private static final class Message {
        private final Instant at;
        private final String type;
        private final MacAddress mac;
        private final @Nullable IpAddress ip;
        private final List<Integer> requested = new ArrayList<>();
        private final List<IpAddress> routers = new ArrayList<>();
        private final List<IpAddress> dnsServers = new ArrayList<>();
        private final List<IpAddress> ntpServers = new ArrayList<>();
        private @Nullable String hostname;
        private @Nullable IpAddress server;
        private @Nullable Duration leaseTime;

        private Message(Instant at, String type, MacAddress mac, @Nullable IpAddress ip) {
            this.at = at;
            this.type = type;
            this.mac = mac;
            this.ip = ip;
        }
    }

    DnsmasqLeases(IpAddress knownServer, ObservationSink sink) {
        this.knownServer = knownServer;
        this.sink = sink;
    }

    LineReading message(Instant at, String message) {
        int digits = 0;
        while (digits < message.length() && message.charAt(digits) >= '0' && message.charAt(digits) <= '9') {
            digits++;
        }
        boolean hasTransaction = digits > 0 && digits <= 10 && message.startsWith(" ", digits);
        String current = hasTransaction ? message.substring(0, digits) : "";
        String said = hasTransaction ? message.substring(digits + 1) : message;
        if (!current.equals(transaction)) {
            tell();
            transaction = current;
            hostname = null;
            vendorClass = null;
        }
        if (said.startsWith("DHCP") && said.indexOf('(') > 4) {
            tell();
            return begin(at, said);
        }
        detail(said);
        return LineReading.UNDERSTOOD;
    }

    /** {@code DHCPACK(br0) 192.0.2.21 02:00:00:00:00:21 vacuum}; the address may be missing. */
    private LineReading begin(Instant at, String said) {
        int close = said.indexOf(") ");
        if (close < 0) {
            return LineReading.UNKNOWN_FORM;
        }
        String type = said.substring(4, said.indexOf('(')).toLowerCase(Locale.ROOT);
        String[] words = said.substring(close + 2).split(" ", 4);
        int macAt = -1;
        for (int index = 0; index < Math.min(2, words.length); index++) {
            if (LoggedAddress.mac(words[index]) != null) {
                macAt = index;
                break;
            }
        }
        MacAddress mac = macAt < 0 ? null : LoggedAddress.mac(words[macAt]);
        if (mac == null) {
            // DHCPv6 names clients by their DUID, and other links than Ethernet have no such address.
            return isVersion4(type) && words.length > 1 ? LineReading.BAD_ADDRESS : LineReading.UNDERSTOOD;
        }
        if (!isVersion4(type)) {
            return LineReading.UNDERSTOOD;
        }
        IpAddress ip = macAt == 0 ? null : LoggedAddress.ip(words[0]);
        if (macAt == 1 && ip == null) {
            return LineReading.BAD_ADDRESS;
        }
        Message begun = new Message(at, type, mac, ip);
        boolean namesHost = type.equals("ack") && words.length > macAt + 1 && !words[macAt + 1].isBlank();
        begun.hostname = namesHost ? LoggedText.of(words[macAt + 1]) : fromClient(type) ? hostname : null;
        open = begun;
        if (transaction.isEmpty()) {
            tell();
        }
        return LineReading.UNDERSTOOD;
    }

    private static boolean isVersion4(String type) {
        return switch (type) {
            case "discover", "offer", "request", "decline", "ack", "nak", "release", "inform" -> true;
            default -> false;
        };
    }

    private static boolean fromClient(String type) {
        return switch (type) {
            case "discover", "request", "decline", "release", "inform" -> true;
            default -> false;
        };
    }

    private void detail(String said) {
        if (said.startsWith("client provides name: ")) {
            // Stands before the message that it belongs to.
            tell();
            hostname = LoggedText.of(said.substring(22).strip());
        } else if (said.startsWith("vendor class: ")) {
            tell();
            vendorClass = LoggedText.of(said.substring(14));
        } else if (said.startsWith("available DHCP ")) {
            tell();
        } else if (open != null && said.startsWith("requested options: ")) {
            requested(open, said.substring(19));
        } else if (open != null && said.startsWith("sent size:")) {
            sent(open, said);
        }
    }

    private static void requested(Message message, String list) {
        for (String option : list.split(",", -1)) {
            int colon = option.indexOf(':');
            int number = number((colon < 0 ? option : option.substring(0, colon)).strip());
            if (number > 0 && number < 255 && message.requested.size() < MOST_OPTIONS) {
                message.requested.add(number);
            }
        }
    }

    /** {@code sent size: 4 option: 3 router 192.0.2.1}: the value stands behind the last two spaces. */
    private static void sent(Message message, String said) {
        int option = said.indexOf("option:");
        if (option < 0) {
            return;
        }
        String rest = said.substring(option + 7).strip();
        int afterNumber = rest.indexOf(' ');
        int value = rest.indexOf("  ");
        if (afterNumber < 0 || value < 0) {
            return;
        }
        String text = rest.substring(value).strip();
        switch (number(rest.substring(0, afterNumber))) {
            case 3 -> addresses(message.routers, text);
            case 6 -> addresses(message.dnsServers, text);
            case 42 -> addresses(message.ntpServers, text);
            case 51 -> message.leaseTime = duration(text);
            case 54 -> message.server = LoggedAddress.ip(text);
            default -> {
                return;
            }
        }
    }

    private static void addresses(List<IpAddress> list, String text) {
        for (String one : text.split(",", -1)) {
            IpAddress address = LoggedAddress.ip(one.strip());
            if (address != null && list.size() < MOST_SERVERS) {
                list.add(address);
            }
        }
    }

    /** {@code 1h}, {@code 52m30s}, {@code infinite}. */
    private static @Nullable Duration duration(String text) {
        if (text.equals("infinite")) {
            return Duration.ofSeconds(0xffff_ffffL);
        }
        long seconds = 0;
        long number = 0;
        for (int index = 0; index < Math.min(text.length(), 24); index++) {
            char character = text.charAt(index);
            if (character >= '0' && character <= '9') {
                number = Math.min(number * 10 + (character - '0'), 0xffff_ffffL);
            } else {
                long unit = switch (character) {
                    case 'd' -> 86_400;
                    case 'h' -> 3_600;
                    case 'm' -> 60;
                    case 's' -> 1;
                    default -> 0;
                };
                seconds += number * unit;
                number = 0;
            }
        }
        return seconds == 0 ? null : Duration.ofSeconds(Math.min(seconds, 0xffff_ffffL));
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 3) {
            return -1;
        }
        int number = 0;
        for (int index = 0; index < text.length(); index++) {
            int digit = text.charAt(index) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Reports the message whose details have ended. */
    void tell() {
        Message message = open;
        open = null;
        if (message == null) {
            return;
        }
        boolean isClient = fromClient(message.type);
        IpAddress server = message.server == null && !knownServer.isUnspecified() ? knownServer : message.server;
        Endpoint sender = isClient
                ? new Endpoint(message.mac, IpAddress.v4(0), CLIENT_PORT)
                : new Endpoint(null, server == null ? IpAddress.v4(0) : server, SERVER_PORT);
        sink.accept(new DhcpObservation(
                message.at,
                message.type,
                message.mac,
                sender,
                isClient ? null : message.ip,
                isClient ? message.ip : null,
                message.hostname,
                vendorClass,
                message.requested,
                isClient ? null : server,
                message.routers,
                message.dnsServers,
                message.ntpServers,
                message.leaseTime,
                null));
    }
}
