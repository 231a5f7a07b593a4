package io.curfew.policy.firewall;

import io.curfew.events.Transport;
import io.curfew.policy.service.PortRange;

/** A chain for each alert in a table of its own: what else the firewall does stays as it is. */
final class Nftables implements Dialect {
    private static final String LIMIT = "limit rate 2/second burst 5 packets ";

    @Override
    public String write(Blocked blocked) {
        String chain = chain(blocked);
        StringBuilder text = new StringBuilder("# Curfew: " + blocked.title() + "\n");
        text.append("add table inet curfew\n");
        text.append("add chain inet curfew ")
                .append(chain)
                .append(" { type filter hook ")
                .append(hook(blocked))
                .append(" priority -5; policy accept; }\n");
        text.append("flush chain inet curfew ").append(chain).append('\n');
        if (blocked.ports().isEmpty()) {
            rules(text, blocked, "", "icmpx type admin-prohibited");
        }
        for (PortRange range : blocked.ports()) {
            boolean isTcp = range.transport() == Transport.TCP;
            rules(text, blocked, match(range), isTcp ? "tcp reset" : "icmpx type admin-prohibited");
        }
        return text.toString();
    }

    private static String hook(Blocked blocked) {
        return switch (blocked.way()) {
            case PASSING -> "forward";
            case INCOMING -> "input";
            case OUTGOING -> "output";
        };
    }

    private static String chain(Blocked blocked) {
        return "alert-" + blocked.key();
    }

    private static void rules(StringBuilder text, Blocked blocked, String match, String refusal) {
        String ends = "add rule inet curfew " + chain(blocked) + " " + ends(blocked) + match;
        text.append(ends).append(LIMIT).append("reject with ").append(refusal).append('\n');
        text.append(ends).append("drop\n");
    }

    private static String ends(Blocked blocked) {
        String family = blocked.version() == 6 ? "ip6 " : "ip ";
        String source = blocked.sourceMac() != null
                ? "ether saddr " + blocked.sourceMac() + " "
                : family + "saddr " + blocked.source() + " ";
        return source + family + "daddr " + blocked.target() + " ";
    }

    private static String match(PortRange range) {
        Transport transport = range.transport();
        if (transport == null) {
            return "";
        }
        return transport.hasPorts()
                ? transport.text() + " dport " + Ports.text(range, "-") + " "
                : "meta l4proto " + transport.protocolNumber() + " ";
    }

    @Override
    public String use(Blocked blocked) {
        return "Save it as a file on the firewall and try it by \"nft -c -f FILE\", which changes nothing; then load it by "
                + "\"nft -f FILE\". It holds until the next start; to keep it, include the file from /etc/nftables.conf. "
                + "\"nft delete chain inet curfew " + chain(blocked) + "\" takes it back.";
    }
}
