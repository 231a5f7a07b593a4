package io.curfew.collector.access;

import io.curfew.events.IpAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads for whom proxies ask, in the order in which they wrote it. An entry that is no address is empty. */
final class ForwardedFor {
    private static final long MAPPED_IPV4 = 0xffff;

    private ForwardedFor() {}

    /** @param isStandard whether they are of {@code Forwarded}, and not of {@code X-Forwarded-For} */
    static List<Optional<IpAddress>> entries(List<String> values, boolean isStandard) {
        List<Optional<IpAddress>> entries = new ArrayList<>();
        for (String value : values) {
            for (String entry : value.split(",", -1)) {
                entries.add(address(isStandard ? forParameter(entry) : entry.strip()));
            }
        }
        return entries;
    }

    /** The node of RFC 7239, section 4, without its quotes; empty when the element has none. */
    private static String forParameter(String element) {
        for (String parameter : element.split(";", -1)) {
            String pair = parameter.strip();
            if (pair.toLowerCase(Locale.ROOT).startsWith("for=")) {
                return pair.substring("for=".length()).replace("\"", "").strip();
            }
        }
        return "";
    }

    /** An address as proxies write it: with a port or without, IPv6 in brackets when there is one. */
    static Optional<IpAddress> address(String text) {
        try {
            return Optional.of(unmapped(IpAddress.parse(withoutPort(text))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String text) {
        int scope = text.indexOf('%');
        String plain = scope < 0 ? text : text.substring(0, scope);
        if (plain.startsWith("[")) {
            int end = plain.indexOf(']');
            return end < 0 ? plain : plain.substring(1, end);
        }
        int colon = plain.indexOf(':');
        boolean hasPort = colon >= 0 && colon == plain.lastIndexOf(':');
        return hasPort ? plain.substring(0, colon) : plain;
    }

    /** An IPv4 address is one, also where it is written as IPv6 (RFC 4291, section 2.5.5.2). */
    private static IpAddress unmapped(IpAddress address) {
        boolean isMapped = address.isV6() && address.high() == 0 && address.low() >>> 32 == MAPPED_IPV4;
        return isMapped ? IpAddress.v4((int) address.low()) : address;
    }
}
