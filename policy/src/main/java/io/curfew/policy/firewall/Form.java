package io.curfew.policy.firewall;

import java.util.Locale;

/** How a rule is written. */
public enum Form {
    /** A file for {@code nft -f}. */
    NFTABLES,
    /** Commands for a shell. */
    IPTABLES,
    /** Commands for a shell on OpenWrt, which keep the rule in its configuration. */
    OPENWRT,
    /** What to fill in on the page of OPNsense. */
    OPNSENSE,
    /** What to fill in on the page of pfSense. */
    PFSENSE;

    /** As the API writes it: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    Dialect dialect() {
        return switch (this) {
            case NFTABLES -> new Nftables();
            case IPTABLES -> new Iptables();
            case OPENWRT -> new OpenWrt();
            case OPNSENSE -> new PacketFilter("OPNsense", "TCP/IP Version");
            case PFSENSE -> new PacketFilter("pfSense", "Address Family");
        };
    }
}
