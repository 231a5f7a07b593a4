package io.curfew.policy.firewall;

import io.curfew.events.Transport;
import io.curfew.policy.service.PortRange;

import java.util.List;
import java.util.Locale;

/**
 * A chain for each alert, to which the first lines of FORWARD lead, or of INPUT or OUTPUT. Giving the commands again
 * changes nothing more.
 */
final class Iptables implements Dialect {
    /** Names of chains have at most 28 characters. */
    private static final int LONGEST_KEY = 20;

    @Override
    public String write(Blocked blocked) {
        String command = blocked.version() == 6 ? "ip6tables" : "iptables";
        String chain = chain(blocked);
        String refusal = blocked.version() == 6 ? "adm-prohibited" : "admin-prohibited";
        StringBuilder text = new StringBuilder("# Curfew: " + blocked.title() + "\n");
        text.append("%s -N %s 2>/dev/null || %s -F %s\n".formatted(command, chain, command, chain));
        text.append("%s -A %s -p tcp -m limit --limit 2/second --limit-burst 5 -j REJECT --reject-with tcp-reset\n"
                .formatted(command, chain));
        text.append("%s -A %s ! -p tcp -m limit --limit 2/second --limit-burst 5 -j REJECT --reject-with %s%s\n"
                .formatted(command, chain, blocked.version() == 6 ? "icmp6-" : "icmp-", refusal));
        text.append("%s -A %s -j DROP\n".formatted(command, chain));
        List<String> matches = blocked.ports().isEmpty()
                ? List.of("")
                : blocked.ports().stream().map(Iptables::match).toList();
        for (String match : matches) {
            String rule = from(blocked) + " " + ends(blocked) + match + "-j " + chain;
            text.append("%s -C %s 2>/dev/null || %s -I %s\n".formatted(command, rule, command, rule));
        }
        return text.toString();
    }

    /** The chain that leads to the alert's. */
    private static String from(Blocked blocked) {
        return switch (blocked.way()) {
            case PASSING -> "FORWARD";
            case INCOMING -> "INPUT";
            case OUTGOING -> "OUTPUT";
        };
    }

    private static String chain(Blocked blocked) {
        String key = blocked.key();
        String suffix = blocked.way().suffix();
        String alert = key.endsWith(suffix) ? key.substring(0, key.length() - suffix.length()) : key;
        int length = Math.min(alert.length(), LONGEST_KEY - suffix.length());
        return "CURFEW-" + (alert.substring(0, length) + suffix).toUpperCase(Locale.ROOT);
    }

    private static String ends(Blocked blocked) {
        String source = blocked.sourceMac() != null
                ? "-m mac --mac-source " + blocked.sourceMac() + " "
                : "-s " + blocked.source() + " ";
        return source + "-d " + blocked.target() + " ";
    }

    private static String match(PortRange range) {
        Transport transport = range.transport();
        if (transport == null) {
            return "";
        }
        return transport.hasPorts()
                ? "-p " + transport.text() + " --dport " + Ports.text(range, ":") + " "
                : "-p " + transport.protocolNumber() + " ";
    }

    @Override
    public String use(Blocked blocked) {
        String command = blocked.version() == 6 ? "ip6tables" : "iptables";
        return "Give the commands as root on the firewall. They hold until the next start; \"" + command
                + "-save\" shows what to keep. To take it back, give each line that begins the rule in " + from(blocked)
                + " again with -D, then \"" + command + " -F " + chain(blocked) + "\" and \"" + command + " -X "
                + chain(blocked)
                + "\".";
    }
}
