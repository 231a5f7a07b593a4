package io.curfew.policy.language;

import io.curfew.events.Transport;
import io.curfew.policy.service.PortRange;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns what one access control entry of a MUD file matches into an entry of the language. */
final class MudMatches {
    private static final int LAST_PORT = 65_535;
    private static final int NOT_TOLD = 0;
    private static final Set<Integer> ANSWERS = Set.of(0, 9, 14, 16, 18);
    private static final Set<Integer> ANSWERS_V6 = Set.of(129, 131, 134, 136, 140, 145);
    private static final String URN = "urn:ietf:params:mud:";
    private static final Set<String> KNOWN =
            Set.of("mud", "ipv4", "ipv6", "tcp", "udp", "icmp", "icmpv6", "eth", "l2", "l3", "l4");
    private static final Set<String> ETHERTYPES = Set.of("", "0x0800", "0x86dd", "2048", "34525", "ipv4", "ipv6");

    private final String file;
    private final MudNode ace;
    private final String listType;
    private final Entry.Direction direction;
    private final String url;
    private final Entry.Place place;
    private final List<Selector> others = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<PortRange> initiatorPorts = new ArrayList<>();
    private final List<PortRange> responderPorts = new ArrayList<>();
    private @Nullable Transport transport;

    /**
     * Where an access control entry stands.
     *
     * @param listType what its list speaks of
     * @param direction who begins the flows that it speaks of
     * @param url of the file; empty when it has none
     * @param place in its list
     */
    record Setting(String listType, Entry.Direction direction, String url, Entry.Place place) {}

    MudMatches(String file, MudNode ace, Setting setting) {
        this.file = file;
        this.ace = ace;
        listType = setting.listType();
        direction = setting.direction();
        url = setting.url();
        place = setting.place();
    }

    /**
     * The entry; null when it speaks of no flow that begins in its direction: of other protocols than IP, of answers.
     *
     * @throws IllegalArgumentException when it matches by something that flows do not show; the message says what
     */
    @Nullable
    Entry entry(MudNode matches) {
        for (String key : matches.keys()) {
            if (!KNOWN.contains(key)) {
                throw new IllegalArgumentException("\"" + key + "\" is not known");
            }
        }
        MudNode ethernet = matches.at("eth", "l2");
        boolean speaksOfIp = ethernet == null
                || ETHERTYPES.contains(ethernet.text("ethertype").toLowerCase(Locale.ROOT));
        if (!speaksOfIp || (listType.startsWith("eth") && ethernet != null)) {
            return null;
        }
        internet(matches.at("ipv4"), "0.0.0.0/0", "ipv4");
        internet(matches.at("ipv6"), "::/0", "ipv6");
        if (matches.at("ipv4", "ipv6") == null && listType.startsWith("ipv")) {
            version(listType.startsWith("ipv6") ? "::/0" : "0.0.0.0/0");
        }
        mud(matches.at("mud"));
        boolean tcpBegins = ports(matches.at("tcp"), Transport.TCP);
        boolean udpBegins = ports(matches.at("udp"), Transport.UDP);
        boolean asks = icmp(matches.at("icmp"), Transport.ICMP);
        boolean asksV6 = icmp(matches.at("icmpv6"), Transport.ICMPV6);
        return tcpBegins && udpBegins && asks && asksV6 ? written() : null;
    }

    private Entry written() {
        String text = "{ " + (direction == Entry.Direction.TO ? "to: " : "from: ")
                + (words.isEmpty() ? "anybody" : String.join(" & ", words))
                + (responderPorts.isEmpty()
                        ? transport == null ? "" : ", transport: " + transport.text()
                        : ", ports: " + text(responderPorts))
                + (initiatorPorts.isEmpty() ? "" : ", by ports: " + text(initiatorPorts))
                + " } of " + file + ", " + ace.text("name");
        return new Entry(
                text,
                ace.node().getStartMark().map(Mark::getLine).orElse(0) + 1,
                direction,
                others.isEmpty() ? List.of() : List.of(new Selector.All(others)),
                transport == null ? List.of() : List.of(transport),
                initiatorPorts,
                responderPorts,
                List.of(),
                null,
                "",
                place);
    }

    /** True when it matches all that its list speaks of. */
    boolean meansAll() {
        boolean isOfItsList = listType.startsWith("ipv") || others.isEmpty();
        return words.isEmpty() && transport == null && isOfItsList;
    }

    private static String text(List<PortRange> ranges) {
        return ranges.stream()
                .map(range -> range.first() == range.last() ? range.first() + "" : range.first() + "-" + range.last())
                .collect(Collectors.joining(", "));
    }

    /** An address list without an address still means its own version of IP. */
    private void internet(@Nullable MudNode match, String everything, String version) {
        if (match == null) {
            return;
        }
        String near = direction == Entry.Direction.TO ? "source" : "destination";
        String far = direction == Entry.Direction.TO ? "destination" : "source";
        boolean hasAddress = false;
        for (String key : match.keys()) {
            String value = match.text(key);
            if (key.equals("protocol")) {
                transport = transport(Integer.parseInt(value));
            } else if (key.equals((far.equals("source") ? "src" : "dst") + "-dnsname")) {
                add(new Selector.Named(NamePattern.parse(value)), value);
            } else if (key.equals(far + "-" + version + "-network")) {
                add(new Selector.InSubnet(Subnet.parse(value)), value);
                hasAddress = true;
            } else if (key.contains(near) || key.contains("dnsname")) {
                throw new IllegalArgumentException("\"" + key + "\" speaks of the device's own address");
            } else {
                throw new IllegalArgumentException("\"" + key + "\" is not known");
            }
        }
        if (!hasAddress) {
            version(everything);
        }
    }

    private void version(String everything) {
        others.add(new Selector.InSubnet(Subnet.parse(everything)));
    }

    private void add(Selector selector, String word) {
        others.add(selector);
        words.add(word);
    }

    private static Transport transport(int number) {
        return switch (number) {
            case 1 -> Transport.ICMP;
            case 2 -> Transport.IGMP;
            case 6 -> Transport.TCP;
            case 17 -> Transport.UDP;
            case 47 -> Transport.GRE;
            case 50 -> Transport.ESP;
            case 58 -> Transport.ICMPV6;
            case 132 -> Transport.SCTP;
            default -> throw new IllegalArgumentException("protocol " + number + " is not told apart from others");
        };
    }

    private void mud(@Nullable MudNode match) {
        if (match == null) {
            return;
        }
        for (String key : match.keys()) {
            String value = match.text(key);
            switch (key) {
                case "local-networks" -> add(new Selector.Local(), "local-networks");
                case "my-controller" -> add(new Selector.Controllers(), "controllers");
                case "controller" -> add(controller(value), value);
                case "same-manufacturer" -> {
                    if (MudProfile.authority(url).isEmpty()) {
                        throw new IllegalArgumentException("the file has no \"mud-url\" that names the manufacturer");
                    }
                    add(new Selector.MadeBy(MudProfile.authority(url)), "same-manufacturer");
                }
                case "manufacturer" -> add(new Selector.MadeBy(value), "manufacturer " + value);
                case "model" -> add(new Selector.OfModel(value), "model " + value);
                default -> throw new IllegalArgumentException("\"" + key + "\" is not known");
            }
        }
    }

    /** The classes that RFC 8520 and its users register; any other is for the site to fill. */
    private static Selector controller(String value) {
        return switch (value) {
            case URN + "dns" -> new Selector.Resolvers();
            case URN + "ntp" -> new Selector.TimeServers();
            case URN + "gateway", URN + "dhcp" -> new Selector.Gateway();
            default -> new Selector.Controllers();
        };
    }

    /** False when it speaks of flows that the other side begins. */
    private boolean ports(@Nullable MudNode match, Transport of) {
        if (match == null) {
            return true;
        }
        transport = of;
        boolean begins = true;
        for (String key : match.keys()) {
            switch (key) {
                case "source-port", "source-port-range-or-operator" -> initiatorPorts.addAll(ranges(match.at(key), of));
                case "destination-port", "destination-port-range-or-operator" ->
                    responderPorts.addAll(ranges(match.at(key), of));
                case "direction-initiated" ->
                    begins = match.text(key).equals(direction == Entry.Direction.TO ? "from-device" : "to-device");
                default -> throw new IllegalArgumentException("\"" + key + "\" is not known");
            }
        }
        return begins;
    }

    private static List<PortRange> ranges(@Nullable MudNode value, Transport of) {
        MudNode match = value == null ? null : value.at("port-range-or-operator");
        match = match == null ? value : match;
        if (match == null) {
            return List.of();
        }
        MudNode lower = match.at("lower-port");
        if (lower != null) {
            return List.of(new PortRange(of, port(lower), Integer.parseInt(match.text("upper-port"))));
        }
        MudNode at = match.at("port");
        int port = at == null ? Integer.parseInt(match.text()) : port(at);
        return switch (match.text("operator")) {
            case "", "eq" -> List.of(new PortRange(of, port, port));
            case "lte" -> List.of(new PortRange(of, 0, port));
            case "gte" -> List.of(new PortRange(of, port, LAST_PORT));
            case "neq" ->
                port == 0
                        ? List.of(new PortRange(of, 1, LAST_PORT))
                        : port == LAST_PORT
                                ? List.of(new PortRange(of, 0, LAST_PORT - 1))
                                : List.of(new PortRange(of, 0, port - 1), new PortRange(of, port + 1, LAST_PORT));
            default -> throw new IllegalArgumentException("\"" + match.text("operator") + "\" is no operator");
        };
    }

    private static int port(MudNode node) {
        return Integer.parseInt(node.text());
    }

    /**
     * The type of an ICMP message stands for the port of who sends it, where it is told: else a type that asks means
     * any exchange. False for a type that answers.
     */
    private boolean icmp(@Nullable MudNode match, Transport of) {
        if (match == null) {
            return true;
        }
        transport = of;
        boolean asks = true;
        for (String key : match.keys()) {
            if (key.equals("type")) {
                int type = Integer.parseInt(match.text(key));
                asks = !(of == Transport.ICMP ? ANSWERS : ANSWERS_V6).contains(type);
                initiatorPorts.add(new PortRange(of, type, type));
                initiatorPorts.add(new PortRange(of, NOT_TOLD, NOT_TOLD));
            } else if (!key.equals("code") || !match.text(key).equals("0")) {
                throw new IllegalArgumentException("\"" + key + "\" is not known");
            }
        }
        return asks;
    }
}
