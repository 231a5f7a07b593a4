package io.curfew.sensor.device;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What devices announce, or answer to a search, by SSDP (UPnP Device Architecture 2.0, section 1). Reads at most
 * {@value #MOST_OCTETS} octets of a message and keeps {@value #MOST_VALUE_CHARACTERS} characters of a value.
 */
final class SsdpReader {
    private static final int PORT = 1900;
    private static final int MOST_OCTETS = 2_048;
    private static final int MOST_VALUE_CHARACTERS = 256;
    private static final int HTTP_PORT = 80;
    private static final int LARGEST_PORT = 65_535;
    private static final String NOTIFY = "NOTIFY * HTTP/1.";
    private static final String ANSWER = "HTTP/1.1 200";
    private static final String ALSO_ANSWER = "HTTP/1.0 200";
    private static final String HTTP = "http://";
    private static final String BYE = "ssdp:byebye";

    private SsdpReader() {}

    /** True when a UDP packet is SSDP: by its port, or because a device answers a search from another. */
    static boolean isSsdp(PacketFacts packet) {
        return packet.sourcePort == PORT || packet.destinationPort == PORT || isAnswer(packet);
    }

    private static boolean isAnswer(PacketFacts packet) {
        return startsWith(packet, ANSWER) || startsWith(packet, ALSO_ANSWER);
    }

    private static boolean startsWith(PacketFacts packet, String text) {
        if (packet.payloadLength < text.length()) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            if (packet.payload[packet.payloadAt + index] != text.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** True when a packet of which {@link #isSsdp} is true may announce something: it is no search. */
    static boolean announces(PacketFacts packet) {
        return startsWith(packet, NOTIFY) || isAnswer(packet);
    }

    /** Absent when the packet announces nothing: searches, good-byes, and what has no USN. */
    static @Nullable AnnouncementObservation read(PacketFacts packet) {
        if (!announces(packet)) {
            return null;
        }
        String message = new String(
                packet.payload, packet.payloadAt, Math.min(packet.payloadLength, MOST_OCTETS), StandardCharsets.UTF_8);
        String name = null;
        String service = null;
        String model = null;
        Location location = Location.NONE;
        int lineAt = message.indexOf('\n') + 1;
        while (lineAt > 0 && lineAt < message.length()) {
            int lineEnd = message.indexOf('\n', lineAt);
            String line = message.substring(lineAt, lineEnd < 0 ? message.length() : lineEnd);
            lineAt = lineEnd + 1;
            int colon = line.indexOf(':');
            if (colon < 0) {
                break;
            }
            String value = value(line.substring(colon + 1));
            switch (line.substring(0, colon).strip().toUpperCase(Locale.ROOT)) {
                case "USN" -> name = value;
                case "NT", "ST" -> service = value;
                case "SERVER" -> model = value;
                case "LOCATION" -> location = Location.of(value);
                case "NTS" -> {
                    if (value.equals(BYE)) {
                        return null;
                    }
                }
                default -> {}
            }
        }
        if (name == null || name.isEmpty()) {
            return null;
        }
        int suffix = name.indexOf("::");
        return new AnnouncementObservation(
                EpochNanos.toInstant(packet.timestampNanos),
                packet.source(),
                "ssdp",
                suffix > 0 ? name.substring(0, suffix) : name,
                service == null || service.isEmpty() ? null : service,
                model == null || model.isEmpty() ? null : model,
                null,
                location.port(),
                location.addresses(),
                packet.vlans.ids());
    }

    private static String value(String text) {
        String stripped = text.strip();
        return stripped.length() <= MOST_VALUE_CHARACTERS ? stripped : stripped.substring(0, MOST_VALUE_CHARACTERS);
    }

    /** Where a description lies; nothing when the URL has no address but a name. */
    private record Location(
            List<IpAddress> addresses, @Nullable Integer port) {
        static final Location NONE = new Location(List.of(), null);

        static Location of(String url) {
            if (!url.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
                return NONE;
            }
            int end = url.indexOf('/', HTTP.length());
            String authority = url.substring(HTTP.length(), end < 0 ? url.length() : end);
            int bracket = authority.indexOf(']');
            int colon = authority.indexOf(':', bracket + 1);
            String host = colon < 0 ? authority : authority.substring(0, colon);
            String literal = bracket > 0 && host.startsWith("[") ? host.substring(1, bracket) : host;
            int zone = literal.indexOf('%');
            try {
                IpAddress address = IpAddress.parse(zone < 0 ? literal : literal.substring(0, zone));
                int port = colon < 0 ? HTTP_PORT : Integer.parseInt(authority.substring(colon + 1));
                return port < 0 || port > LARGEST_PORT ? NONE : new Location(List.of(address), port);
            } catch (IllegalArgumentException noAddress) {
                return NONE;
            }
        }
    }
}
