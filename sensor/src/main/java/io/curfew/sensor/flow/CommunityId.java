package io.curfew.sensor.flow;

import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.IpProtocol;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Community ID v1 with seed 0: one name for a flow in all tools (github.com/corelight/community-id-spec). Reuses its
 * digest: for one thread.
 */
final class CommunityId {
    private static final int LONGEST_INPUT_OCTETS = 2 + 16 + 16 + 2 + 4;

    private final MessageDigest sha1;
    private final ByteBuffer input = ByteBuffer.allocate(LONGEST_INPUT_OCTETS);

    CommunityId() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-1", impossible);
        }
    }

    /** @param isOneWay ICMP of a type that has no answer: its ends keep their order */
    String of(
            IpAddress source,
            IpAddress destination,
            int protocol,
            int sourcePort,
            int destinationPort,
            boolean isOneWay) {
        int byAddress = source.compareTo(destination);
        boolean inOrder = isOneWay || byAddress < 0 || (byAddress == 0 && sourcePort <= destinationPort);
        input.clear();
        input.putShort((short) 0);
        input.put((inOrder ? source : destination).octets());
        input.put((inOrder ? destination : source).octets());
        input.put((byte) protocol);
        input.put((byte) 0);
        if (hasPorts(protocol)) {
            input.putShort((short) (inOrder ? sourcePort : destinationPort));
            input.putShort((short) (inOrder ? destinationPort : sourcePort));
        }
        sha1.update(input.array(), 0, input.position());
        return "1:" + Base64.getEncoder().encodeToString(sha1.digest());
    }

    private static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case IpProtocol.ICMP, IpProtocol.TCP, IpProtocol.UDP, IpProtocol.ICMPV6, IpProtocol.SCTP -> true;
            default -> false;
        };
    }
}
