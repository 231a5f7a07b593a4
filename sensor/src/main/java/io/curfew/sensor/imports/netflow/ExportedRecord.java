package io.curfew.sensor.imports.netflow;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What one record says, as far as it matters here. Mutable and used again for each record. */
final class ExportedRecord {
    static final long NONE = -1;
    static final long NO_SAMPLER = -1;
    static final int NO_DIRECTION = -1;
    static final int IDLE_TIMEOUT = 1;
    static final int END_DETECTED = 3;
    static final int FORCED_END = 4;

    @Nullable
    IpAddress source;

    @Nullable
    IpAddress destination;

    int sourcePort;
    int destinationPort;
    int protocol;
    int tcpFlags;
    int icmpType;
    int icmpCode;
    long bytes;
    long packets;
    boolean isTwoWay;
    /** True when the exporter itself knows who started it. */
    boolean knowsInitiator;

    long reverseBytes;
    long reversePackets;
    int reverseTcpFlags;
    long sourceMac;
    long destinationMac;
    final List<Integer> vlanIds = new ArrayList<>();
    long firstNanos;
    long lastNanos;
    int endReason;
    int direction;
    long interval;
    boolean hasOptions;
    long samplerId;
    long bootMillis;

    void clear() {
        source = null;
        destination = null;
        sourcePort = 0;
        destinationPort = 0;
        protocol = 0;
        tcpFlags = 0;
        icmpType = (int) NONE;
        icmpCode = 0;
        bytes = 0;
        packets = 0;
        isTwoWay = false;
        knowsInitiator = false;
        reverseBytes = 0;
        reversePackets = 0;
        reverseTcpFlags = 0;
        sourceMac = NONE;
        destinationMac = NONE;
        vlanIds.clear();
        firstNanos = NONE;
        lastNanos = NONE;
        endReason = 0;
        direction = NO_DIRECTION;
        interval = 0;
        hasOptions = false;
        samplerId = NO_SAMPLER;
        bootMillis = NONE;
    }

    /** Turns a sample into what it stands for. */
    void scale(long by) {
        bytes = times(bytes, by);
        packets = times(packets, by);
        reverseBytes = times(reverseBytes, by);
        reversePackets = times(reversePackets, by);
    }

    private static long times(long count, long by) {
        return Math.multiplyHigh(count, by) == 0 && count * by >= 0 ? count * by : Long.MAX_VALUE;
    }
}
