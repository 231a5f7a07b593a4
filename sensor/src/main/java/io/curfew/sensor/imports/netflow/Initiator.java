package io.curfew.sensor.imports.netflow;

import io.curfew.sensor.decode.IcmpPorts;
import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.PacketFacts;

/**
 * Who started a conversation of which records tell the sums only: the end that asked and got no answer; the one that
 * spoke first, where the beginning was seen; else, a guess, the one that is no service.
 */
record Initiator(boolean isA, boolean isCertain) {
    private static final int DHCP_SERVER = 67;
    private static final int DHCP_CLIENT = 68;
    private static final int FIRST_UNPRIVILEGED = 1_024;
    private static final int FIRST_EPHEMERAL = 32_768;

    /**
     * @param aWasFirst true when the first record told of what A sent
     * @param hasTrueTimes false when a sample was looked at, whose first packet may be any
     */
    static Initiator of(int protocol, Way a, Way b, boolean aWasFirst, boolean hasTrueTimes) {
        return switch (protocol) {
            case IpProtocol.TCP -> ofTcp(a, b, aWasFirst, hasTrueTimes);
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> ofIcmp(a, b, aWasFirst);
            default -> ofDatagrams(a, b, aWasFirst, hasTrueTimes);
        };
    }

    private static Initiator ofTcp(Way a, Way b, boolean aWasFirst, boolean hasTrueTimes) {
        if (a.hasOnlyAsked() != b.hasOnlyAsked()) {
            return new Initiator(a.hasOnlyAsked(), true);
        }
        boolean asksAndIsRefused = a.has(PacketFacts.SYN) != b.has(PacketFacts.SYN);
        if (asksAndIsRefused && a.hasSpoken() && b.hasSpoken()) {
            return new Initiator(a.has(PacketFacts.SYN), true);
        }
        if (a.has(PacketFacts.SYN) && b.has(PacketFacts.SYN) && hasTrueTimes && a.firstNanos != b.firstNanos) {
            return new Initiator(a.firstNanos < b.firstNanos, true);
        }
        return new Initiator(byPorts(a, b, aWasFirst), false);
    }

    private static Initiator ofDatagrams(Way a, Way b, boolean aWasFirst, boolean hasTrueTimes) {
        if (isAnswer(a, b) || isAnswer(b, a)) {
            boolean isA = !isAnswer(a, b);
            return new Initiator(isA, (isA ? a : b).hasSpoken() && hasTrueTimes);
        }
        boolean haveBothSpoken = a.hasSpoken() && b.hasSpoken();
        if (haveBothSpoken && a.firstNanos != b.firstNanos && hasTrueTimes) {
            return new Initiator(a.firstNanos < b.firstNanos, true);
        }
        return new Initiator(
                haveBothSpoken ? byPorts(a, b, aWasFirst) : a.hasSpoken(), !haveBothSpoken && hasTrueTimes);
    }

    private static Initiator ofIcmp(Way a, Way b, boolean aWasFirst) {
        Way first = aWasFirst ? a : b;
        boolean isAnswer = IcmpPorts.isAnswer(first.address.isV6(), first.icmpType);
        return new Initiator(aWasFirst != isAnswer, !isAnswer || (a.hasSpoken() && b.hasSpoken()));
    }

    private static boolean byPorts(Way a, Way b, boolean otherwise) {
        if (comesFromService(a, b) != comesFromService(b, a)) {
            return comesFromService(b, a);
        }
        return otherwise;
    }

    private static boolean isAnswer(Way from, Way to) {
        boolean isDhcpAnswer = from.port == DHCP_SERVER && to.port == DHCP_CLIENT;
        boolean isFromService = from.port < FIRST_UNPRIVILEGED && to.port >= FIRST_UNPRIVILEGED;
        return (isDhcpAnswer || isFromService) && !to.address.isGroup();
    }

    private static boolean comesFromService(Way from, Way to) {
        boolean isRegistered = from.port >= FIRST_UNPRIVILEGED && from.port < FIRST_EPHEMERAL;
        return isAnswer(from, to) || (isRegistered && to.port >= FIRST_EPHEMERAL);
    }
}
