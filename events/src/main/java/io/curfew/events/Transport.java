package io.curfew.events;

import java.util.Locale;

/** What IP carries, by its assigned protocol number (IANA); {@link #OTHER} stands for all that is not listed. */
public enum Transport {
    TCP(6),
    UDP(17),
    ICMP(1),
    ICMPV6(58),
    IGMP(2),
    SCTP(132),
    GRE(47),
    ESP(50),
    OTHER(255);

    private final int protocolNumber;

    Transport(int protocolNumber) {
        this.protocolNumber = protocolNumber;
    }

    /** The transport for an IP protocol or next-header number, 0 to 255. */
    public static Transport of(int protocolNumber) {
        return switch (protocolNumber) {
            case 6 -> TCP;
            case 17 -> UDP;
            case 1 -> ICMP;
            case 58 -> ICMPV6;
            case 2 -> IGMP;
            case 132 -> SCTP;
            case 47 -> GRE;
            case 50 -> ESP;
            default -> OTHER;
        };
    }

    public int protocolNumber() {
        return protocolNumber;
    }

    /** True where packets carry ports; elsewhere an {@link Endpoint}'s port is 0. */
    public boolean hasPorts() {
        return switch (this) {
            case TCP, UDP, SCTP -> true;
            case ICMP, ICMPV6, IGMP, GRE, ESP, OTHER -> false;
        };
    }

    /**
     * The ECS value of {@code network.transport}: {@code tcp}, {@code udp}, {@code icmp}, {@code ipv6-icmp} and so on.
     */
    public String text() {
        return this == ICMPV6 ? "ipv6-icmp" : name().toLowerCase(Locale.ROOT);
    }
}
