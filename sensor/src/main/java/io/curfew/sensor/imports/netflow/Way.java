package io.curfew.sensor.imports.netflow;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

/** What one end of a conversation sent, as far as records told. */
final class Way {
    final IpAddress address;
    /** For ICMP what Community ID takes for one. */
    final int port;

    long packets;
    long bytes;
    int tcpFlags;
    long firstNanos = Long.MAX_VALUE;
    long lastNanos = Long.MIN_VALUE;
    int icmpType = (int) ExportedRecord.NONE;

    private long mac = ExportedRecord.NONE;
    private boolean hasToldMac;
    private int direction = ExportedRecord.NO_DIRECTION;

    Way(IpAddress address, int port) {
        this.address = address;
        this.port = port;
    }

    /** True when a record tells of the same packets on their way out of the exporter as another on their way in. */
    boolean repeats(int recordDirection) {
        if (direction == ExportedRecord.NO_DIRECTION) {
            direction = recordDirection;
        }
        return recordDirection != ExportedRecord.NO_DIRECTION && recordDirection != direction;
    }

    void sent(long morePackets, long moreBytes, int flags, long fromNanos, long toNanos) {
        packets = plus(packets, morePackets);
        bytes = plus(bytes, moreBytes);
        tcpFlags |= flags;
        firstNanos = Math.min(firstNanos, fromNanos);
        lastNanos = Math.max(lastNanos, toNanos);
    }

    private static long plus(long sum, long more) {
        return more > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + more;
    }

    /** What the end itself sent says its address better than what was sent to it. */
    void mac(long bits, boolean asSender) {
        if (bits != ExportedRecord.NONE && (asSender || !hasToldMac)) {
            mac = bits;
            hasToldMac |= asSender;
        }
    }

    boolean hasSpoken() {
        return packets > 0 || bytes > 0 || tcpFlags != 0;
    }

    boolean has(int flag) {
        return (tcpFlags & flag) != 0;
    }

    /** True when it began a connection and never got as far as to acknowledge anything. */
    boolean hasOnlyAsked() {
        return has(PacketFacts.SYN) && !has(PacketFacts.ACK);
    }

    Endpoint endpoint(boolean hasPorts) {
        @Nullable MacAddress known = mac == ExportedRecord.NONE ? null : new MacAddress(mac);
        return new Endpoint(known, address, hasPorts ? port : 0);
    }
}
