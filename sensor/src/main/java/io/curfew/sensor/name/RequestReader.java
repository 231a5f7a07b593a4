package io.curfew.sensor.name;

import io.curfew.events.ApplicationProtocol;
import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Requests of HTTP/1 (RFC 9112) on any port, told by their first line, and of what has the same form: RTSP, SIP, SSDP.
 * The name is that of the Host field, else that of the target.
 */
final class RequestReader {
    private static final int SHORTEST_METHOD = 3;
    private static final int LONGEST_METHOD = 20;
    private static final byte[] HTTP = ascii("HTTP/");
    private static final byte[] RTSP = ascii("RTSP/");
    private static final byte[] SIP = ascii("SIP/");
    private static final byte[] SEARCH = ascii("M-SEARCH *");
    private static final byte[] NOTIFY = ascii("NOTIFY *");
    private static final byte[] CONNECT = ascii("CONNECT ");
    private static final byte[] HOST = ascii("host:");

    private RequestReader() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** @param isLast no more will come: what is there must do */
    static Progress read(Clues clues, byte[] octets, int at, int end, boolean isLast) {
        int method = methodEnd(octets, at, end);
        if (method < 0) {
            return Progress.FOREIGN;
        }
        int line = method == end ? end : lineEnd(octets, method, end);
        if (line < 0 || (line == end && isLast)) {
            return Progress.FOREIGN;
        }
        if (line == end) {
            return Progress.UNFINISHED;
        }
        int lineText = withoutReturn(octets, at, line);
        int version = lastWord(octets, method, lineText);
        String protocol = protocol(octets, at, version, lineText);
        if (protocol == null) {
            return Progress.FOREIGN;
        }
        clues.protocol = protocol;
        if (!protocol.equals(ApplicationProtocol.HTTP)) {
            return Progress.SETTLED;
        }
        return fields(clues, octets, at, version - 1, line + 1, end) || isLast ? Progress.SETTLED : Progress.UNFINISHED;
    }

    /** Where the space behind the method is; {@code end} when it is not there yet, -1 when this is no method. */
    private static int methodEnd(byte[] octets, int at, int end) {
        int index = at;
        while (index < end && (octets[index] == '-' || (octets[index] >= 'A' && octets[index] <= 'Z'))) {
            index++;
        }
        int length = index - at;
        boolean isMethod = index == end
                ? length > 0 && length <= LONGEST_METHOD
                : octets[index] == ' ' && length >= SHORTEST_METHOD && length <= LONGEST_METHOD;
        return isMethod ? index : -1;
    }

    /** Where the line feed is; {@code end} when it is not there yet, -1 when what comes before it is no text. */
    private static int lineEnd(byte[] octets, int at, int end) {
        for (int index = at; index < end; index++) {
            byte octet = octets[index];
            if (octet == '\n') {
                return index;
            }
            boolean isText = octet < 0 || octet >= ' ' || octet == '\t' || octet == '\r';
            if (!isText) {
                return -1;
            }
        }
        return end;
    }

    private static int withoutReturn(byte[] octets, int at, int lineEnd) {
        return lineEnd > at && octets[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    }

    private static int lastWord(byte[] octets, int at, int end) {
        int index = end;
        while (index > at && octets[index - 1] != ' ') {
            index--;
        }
        return index;
    }

    private static @Nullable String protocol(byte[] octets, int at, int version, int end) {
        if (begins(octets, version, end, HTTP)) {
            boolean isDiscovery = begins(octets, at, end, SEARCH) || begins(octets, at, end, NOTIFY);
            return isDiscovery ? ApplicationProtocol.SSDP : ApplicationProtocol.HTTP;
        }
        if (begins(octets, version, end, RTSP)) {
            return ApplicationProtocol.RTSP;
        }
        return begins(octets, version, end, SIP) ? ApplicationProtocol.SIP : null;
    }

    /** Reads the fields from {@code from} on for a name; false when they have no end yet. */
    private static boolean fields(Clues clues, byte[] octets, int request, int targetEnd, int from, int end) {
        int at = from;
        int lineFeed = next(octets, at, end);
        while (lineFeed < end) {
            int lineEnd = withoutReturn(octets, at, lineFeed);
            if (lineEnd == at) {
                clues.serverName = ofTarget(octets, request, targetEnd);
                return true;
            }
            if (begins(octets, at, lineEnd, HOST)) {
                clues.serverName = trimmed(octets, at + HOST.length, lineEnd);
                return true;
            }
            at = lineFeed + 1;
            lineFeed = next(octets, at, end);
        }
        return false;
    }

    private static int next(byte[] octets, int at, int end) {
        int index = at;
        while (index < end && octets[index] != '\n') {
            index++;
        }
        return index;
    }

    private static @Nullable DomainName trimmed(byte[] octets, int from, int to) {
        int at = from;
        int end = to;
        while (at < end && (octets[at] == ' ' || octets[at] == '\t')) {
            at++;
        }
        while (end > at && (octets[end - 1] == ' ' || octets[end - 1] == '\t')) {
            end--;
        }
        return ServerNames.read(octets, at, end);
    }

    /** The name in a target of absolute or authority form (RFC 9112, section 3.2). */
    private static @Nullable DomainName ofTarget(byte[] octets, int request, int end) {
        if (begins(octets, request, end, CONNECT)) {
            return ServerNames.read(octets, request + CONNECT.length, end);
        }
        int at = request;
        while (at + 2 < end && !(octets[at] == ':' && octets[at + 1] == '/' && octets[at + 2] == '/')) {
            at++;
        }
        int host = at + 3;
        int hostEnd = host;
        while (hostEnd < end && octets[hostEnd] != '/') {
            hostEnd++;
        }
        return host < end ? ServerNames.read(octets, host, hostEnd) : null;
    }

    /** True when the octets begin with {@code text}, which has no letters but capitals, or letters of either case. */
    private static boolean begins(byte[] octets, int at, int end, byte[] text) {
        if (end - at < text.length) {
            return false;
        }
        for (int index = 0; index < text.length; index++) {
            int octet = octets[at + index];
            boolean isSame = octet == text[index] || (octet >= 'A' && octet <= 'Z' && (octet | 0x20) == text[index]);
            if (!isSame) {
                return false;
            }
        }
        return true;
    }
}
