package io.curfew.policy.service;

import io.curfew.events.Transport;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What ports are called. Names and numbers come from the resource {@code services.txt}; transports without ports are
 * services by their own name, as {@code icmp}.
 */
public final class Services {
    private static final int PORTS = 65_536;
    private static final Map<String, List<PortRange>> RANGES_BY_NAME = new HashMap<>();
    /** Names by port, made when first asked for: flows are named without making a string each. */
    private static final @Nullable String[] TCP_NAMES = new @Nullable String[PORTS];

    private static final @Nullable String[] UDP_NAMES = new @Nullable String[PORTS];

    static {
        read();
    }

    private Services() {}

    /** The ports that a service answers on; null when the name is not known. */
    public static @Nullable List<PortRange> ports(String name) {
        return RANGES_BY_NAME.get(name);
    }

    /** Every name that {@link #ports} knows. */
    public static Collection<String> names() {
        return List.copyOf(RANGES_BY_NAME.keySet());
    }

    /** What a person calls it: {@code https}, {@code tcp/8883}, {@code icmp}. */
    public static String name(Transport transport, int port) {
        return switch (transport) {
            case TCP -> name(TCP_NAMES, "tcp/", port);
            case UDP -> name(UDP_NAMES, "udp/", port);
            case SCTP -> "sctp/" + port;
            case ICMP, ICMPV6, IGMP, GRE, ESP, OTHER -> transport.text();
        };
    }

    private static String name(@Nullable String[] names, String prefix, int port) {
        String name = names[port];
        if (name == null) {
            name = prefix + port;
            names[port] = name;
        }
        return name;
    }

    private static void read() {
        for (Transport transport : Transport.values()) {
            if (transport != Transport.OTHER) {
                RANGES_BY_NAME.put(transport.text(), List.of(new PortRange(transport, 0, PORTS - 1)));
            }
        }
        RANGES_BY_NAME.put(
                "icmp",
                List.of(new PortRange(Transport.ICMP, 0, PORTS - 1), new PortRange(Transport.ICMPV6, 0, PORTS - 1)));
        boolean shown = false;
        for (String line : lines()) {
            if (line.startsWith("[")) {
                shown = line.equals("[shown]");
            } else if (!line.isEmpty() && line.charAt(0) != '#') {
                define(line.split(" "), shown);
            }
        }
    }

    private static void define(String[] words, boolean shown) {
        List<PortRange> ranges = new ArrayList<>();
        for (int index = 1; index < words.length; index++) {
            int slash = words[index].indexOf('/');
            int port = Integer.parseInt(words[index].substring(0, slash));
            Transport transport = transport(words[index].substring(slash + 1));
            ranges.add(new PortRange(transport, port, port));
            if (shown) {
                @Nullable String[] names = transport == Transport.TCP ? TCP_NAMES : UDP_NAMES;
                names[port] = words[0];
            }
        }
        RANGES_BY_NAME.putIfAbsent(words[0], List.copyOf(ranges));
    }

    private static Transport transport(String text) {
        return switch (text) {
            case "tcp" -> Transport.TCP;
            case "udp" -> Transport.UDP;
            case "sctp" -> Transport.SCTP;
            default -> throw new IllegalStateException("services.txt knows no transport " + text);
        };
    }

    private static List<String> lines() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Services.class.getResourceAsStream("services.txt"), "services.txt"),
                StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
