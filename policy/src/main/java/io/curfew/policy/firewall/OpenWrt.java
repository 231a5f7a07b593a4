package io.curfew.policy.firewall;

import io.curfew.events.Transport;
import io.curfew.policy.service.PortRange;

import java.util.List;

/** Two rules for each range of ports in the configuration of OpenWrt, before all others. */
final class OpenWrt implements Dialect {

    @Override
    public String write(Blocked blocked) {
        StringBuilder text = new StringBuilder("# Curfew: " + blocked.title() + "\n");
        List<String> matches = matches(blocked);
        for (int index = matches.size() - 1; index >= 0; index--) {
            rule(text, blocked, "drop_" + index, matches.get(index), "target='DROP'");
            rule(
                    text,
                    blocked,
                    "reject_" + index,
                    matches.get(index),
                    "target='REJECT'\nlimit='2/second'\nlimit_burst='5'");
        }
        return text.append("uci commit firewall\n/etc/init.d/firewall restart\n")
                .toString();
    }

    private static void rule(StringBuilder text, Blocked blocked, String end, String match, String action) {
        String section = "firewall." + section(blocked) + "_" + end;
        text.append("uci set ").append(section).append("=rule\n");
        String settings = "name='Curfew: " + blocked.title() + "'\n" + zones(blocked)
                + (blocked.sourceMac() != null
                        ? "src_mac='" + blocked.sourceMac() + "'\n"
                        : "src_ip='" + blocked.source() + "'\n")
                + "dest_ip='" + blocked.target() + "'\n"
                + "family='ipv" + blocked.version() + "'\n"
                + match + action;
        for (String setting : settings.split("\n", -1)) {
            text.append("uci set ").append(section).append('.').append(setting).append('\n');
        }
        text.append("uci reorder ").append(section).append("=0\n");
    }

    /**
     * Without a destination, a rule of OpenWrt is for what is sent to the router; without a source, for what it sends.
     */
    private static String zones(Blocked blocked) {
        return switch (blocked.way()) {
            case PASSING -> "src='*'\ndest='*'\n";
            case INCOMING -> "src='*'\n";
            case OUTGOING -> "dest='*'\n";
        };
    }

    private static List<String> matches(Blocked blocked) {
        return blocked.ports().isEmpty()
                ? List.of("proto='all'\n")
                : blocked.ports().stream().map(OpenWrt::match).toList();
    }

    private static String match(PortRange range) {
        Transport transport = range.transport();
        if (transport == null) {
            return "proto='all'\n";
        }
        return transport.hasPorts()
                ? "proto='" + transport.text() + "'\ndest_port='" + Ports.text(range, "-") + "'\n"
                : "proto='" + transport.protocolNumber() + "'\n";
    }

    private static String section(Blocked blocked) {
        return "curfew_" + blocked.key().replace('-', '_');
    }

    @Override
    public String use(Blocked blocked) {
        return "Give the commands as root in a shell of OpenWrt; \"uci changes firewall\" before the commit shows what will be "
                + "different. To take it back, delete the rules called \"Curfew: " + blocked.title()
                + "\" under Network, Firewall, Traffic Rules.";
    }
}
