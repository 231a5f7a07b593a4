package io.curfew.sensor.decode;

/**
 * The numbers that stand for ports in ICMP flows: the type and the type that answers it, so that a question and its
 * answer are one flow; type and code where nothing answers. As the Community ID specification lays down.
 */
public final class IcmpPorts {
    private static final int ONE_WAY = -1;

    private IcmpPorts() {}

    static void set(PacketFacts facts) {
        facts.sourcePort = facts.icmpType;
        facts.destinationPort = destinationPort(facts.isV6, facts.icmpType, facts.icmpCode);
    }

    /** The number that stands for the destination port; the type stands for the source port. */
    public static int destinationPort(boolean isV6, int type, int code) {
        int answering = isV6 ? counterpartV6(type) : counterpartV4(type);
        return answering == ONE_WAY ? code : answering;
    }

    /** True when messages of this type have an answer, which is then in the same flow. */
    public static boolean isTwoWay(boolean isV6, int type) {
        return (isV6 ? counterpartV6(type) : counterpartV4(type)) != ONE_WAY;
    }

    /** True for the types that answer another. */
    public static boolean isAnswer(boolean isV6, int type) {
        return switch (type) {
            case 0, 9, 14, 16, 18 -> !isV6;
            case 129, 131, 134, 136, 140, 145 -> isV6;
            default -> false;
        };
    }

    /** True for messages about somebody's packet that did not arrive: unreachable, too big, time exceeded and so on. */
    public static boolean isError(boolean isV6, int type) {
        return switch (type) {
            case 1, 2 -> isV6;
            case 3, 4 -> true;
            case 11, 12 -> !isV6;
            default -> false;
        };
    }

    private static int counterpartV4(int type) {
        return switch (type) {
            case 0 -> 8;
            case 8 -> 0;
            case 9 -> 10;
            case 10 -> 9;
            case 13 -> 14;
            case 14 -> 13;
            case 15 -> 16;
            case 16 -> 15;
            case 17 -> 18;
            case 18 -> 17;
            default -> ONE_WAY;
        };
    }

    private static int counterpartV6(int type) {
        return switch (type) {
            case 128 -> 129;
            case 129 -> 128;
            case 130 -> 131;
            case 131 -> 130;
            case 133 -> 134;
            case 134 -> 133;
            case 135 -> 136;
            case 136 -> 135;
            case 139 -> 140;
            case 140 -> 139;
            case 144 -> 145;
            case 145 -> 144;
            default -> ONE_WAY;
        };
    }
}
