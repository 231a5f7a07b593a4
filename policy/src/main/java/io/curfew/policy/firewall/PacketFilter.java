package io.curfew.policy.firewall;

import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.service.PortRange;

import java.util.List;
import java.util.Locale;

/**
 * The fields of a rule on a web page. Such a firewall cannot limit how often it rejects, and its rules hold for what
 * comes in by an interface, whether it is passed on or sent to the firewall itself.
 */
final class PacketFilter implements Dialect {
    private final String product;
    private final String family;

    /** @param family what the page calls the version of IP */
    PacketFilter(String product, String family) {
        this.product = product;
        this.family = family;
    }

    @Override
    public String write(Blocked blocked) {
        List<PortRange> ranges = blocked.ports();
        StringBuilder text = new StringBuilder(product + ": Firewall > Rules > "
                + (isOutgoing(blocked)
                        ? "Floating > the interface on which the destination is\n"
                        : "the interface on which the source is\n"));
        if (ranges.isEmpty()) {
            fields(text, blocked, "any", "");
        }
        for (PortRange range : ranges) {
            Transport transport = range.transport();
            String protocol = transport == null ? "any" : transport.text().toUpperCase(Locale.ROOT);
            boolean hasPorts = transport != null && transport.hasPorts();
            fields(
                    text,
                    blocked,
                    protocol,
                    hasPorts ? "Destination port range: " + range.first() + " to " + range.last() + "\n" : "");
        }
        return text.toString();
    }

    private void fields(StringBuilder text, Blocked blocked, String protocol, String ports) {
        text.append("""

                Action: Reject
                %s
                %s: IPv%d
                Protocol: %s
                Source: %s
                Destination: %s
                %sLog: on
                Description: Curfew: %s
                """.formatted(
                        isOutgoing(blocked) ? "Quick: on\nDirection: out" : "Direction: in",
                        family,
                        blocked.version(),
                        protocol,
                        blocked.sourceMac() != null ? "MAC address " + blocked.sourceMac() : blocked.source(),
                        blocked.target(),
                        ports,
                        blocked.title()));
    }

    private static boolean isOutgoing(Blocked blocked) {
        return blocked.way() == Blocked.Way.OUTGOING;
    }

    @Override
    public String ownCaution(Blocked blocked) {
        return Dialect.super.ownCaution(blocked)
                + (isOutgoing(blocked)
                        ? ""
                        : " Its anti-lockout rule comes first, where it is on: its page and SSH stay open.");
    }

    @Override
    public String possiblyOwnCaution(IpAddress ip) {
        return "";
    }

    @Override
    public String use(Blocked blocked) {
        return "Add the rule above all others of that interface, save and apply it. If the device then tries faster than "
                + "before, change Reject to Block. To take it back, delete the rule by its description.";
    }
}
