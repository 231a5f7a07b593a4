package io.curfew.events;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Community ID v1: one name for a flow in all tools (github.com/corelight/community-id-spec). */
public final class CommunityId {
    /** The seed that everybody uses who has no reason for another. */
    public static final int USUAL_SEED = 0;

    private static final int LONGEST_INPUT_OCTETS = 2 + 16 + 16 + 2 + 4;

    private static final int GREATEST_SEED = 0xffff;

    private CommunityId() {}

    /**
     * Gives back a seed that can be one.
     *
     * @throws IllegalArgumentException when it is not of 0 to 65535
     */
    public static int checkedSeed(int seed) {
        if (seed < 0 || seed > GREATEST_SEED) {
            throw new IllegalArgumentException("a Community ID's seed must be 0..65535, was " + seed);
        }
        return seed;
    }

    /**
     * True where the transport, the addresses and the ports of a {@link FlowObservation} tell all that the id is made
     * of; ICMP's type and code and the number of an unlisted protocol do not stand in it.
     */
    public static boolean isTold(Transport transport) {
        return switch (transport) {
            case TCP, UDP, SCTP, IGMP, GRE, ESP -> true;
            case ICMP, ICMPV6, OTHER -> false;
        };
    }

    /**
     * The id of a flow.
     *
     * @param seed the operator's own, 0 to 65535; mostly {@link #USUAL_SEED}
     * @param protocol the IP protocol number
     * @param sourcePort for ICMP its type
     * @param destinationPort for ICMP the type that answers, or the code where no type does
     * @param isOneWay ICMP of a type that has no answer: its ends keep their order
     */
    public static String of(
            int seed,
            int protocol,
            IpAddress source,
            int sourcePort,
            IpAddress destination,
            int destinationPort,
            boolean isOneWay) {
        int byAddress = source.compareTo(destination);
        boolean inOrder = isOneWay || byAddress < 0 || (byAddress == 0 && sourcePort <= destinationPort);
        ByteBuffer input = ByteBuffer.allocate(LONGEST_INPUT_OCTETS);
        input.putShort((short) seed);
        input.put((inOrder ? source : destination).octets());
        input.put((inOrder ? destination : source).octets());
        input.put((byte) protocol);
        input.put((byte) 0);
        if (hasPorts(Transport.of(protocol))) {
            input.putShort((short) (inOrder ? sourcePort : destinationPort));
            input.putShort((short) (inOrder ? destinationPort : sourcePort));
        }
        MessageDigest sha1 = sha1();
        sha1.update(input.flip());
        return "1:" + Base64.getEncoder().encodeToString(sha1.digest());
    }

    private static boolean hasPorts(Transport transport) {
        return switch (transport) {
            case ICMP, TCP, UDP, ICMPV6, SCTP -> true;
            case IGMP, GRE, ESP, OTHER -> false;
        };
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-1", impossible);
        }
    }
}
