package io.curfew.sensor.imports.netflow;

import io.curfew.events.CommunityId;
import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.IpAddress;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.IcmpPorts;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.imports.Silence;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** One flow in the making, out of the records about both its ways. */
final class Conversation {
    private static final long LEAST_LINGER_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long MOST_LINGER_NANOS = Duration.ofHours(1).toNanos();

    final long openedNanos;
    final Exporter.Counts exporter;

    private final int protocol;
    private final Way a;
    private final Way b;
    private final long number;
    private List<Integer> vlanIds = List.of();
    private Initiator initiator = new Initiator(true, false);
    private boolean aWasFirst;
    private boolean initiatorIsKnown;
    private boolean isSampled;
    private boolean hasEnded;
    private boolean hasTimedOut;
    private long lingerNanos = LEAST_LINGER_NANOS;

    long lastRecordNanos;
    long reportedNanos;
    boolean isReported;
    boolean hasNews;

    /**
     * What makes records those of one flow; {@code a} is the lesser end. Ordered, since a map finds what has one hash
     * by its order: addresses that have one can be had by the thousand.
     */
    record Key(IpAddress exporter, int protocol, IpAddress a, int aPort, IpAddress b, int bPort)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::b)
                .thenComparing(Key::a)
                .thenComparingInt(Key::bPort)
                .thenComparingInt(Key::aPort)
                .thenComparingInt(Key::protocol)
                .thenComparing(Key::exporter);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    Conversation(Key key, Exporter.Counts exporter, long number, long nowNanos) {
        this.protocol = key.protocol;
        this.a = new Way(key.a, key.aPort);
        this.b = new Way(key.b, key.bPort);
        this.exporter = exporter;
        this.number = number;
        this.openedNanos = nowNanos;
    }

    /** Adds a record; the sums of one that tells of packets already counted are left out. */
    void add(ExportedRecord record, boolean sourceIsA, boolean fromSample, long nowNanos) {
        Way source = sourceIsA ? a : b;
        Way destination = sourceIsA ? b : a;
        if (!a.hasSpoken() && !b.hasSpoken()) {
            aWasFirst = sourceIsA;
        }
        isSampled |= fromSample;
        source.mac(record.sourceMac, true);
        destination.mac(record.destinationMac, false);
        source.icmpType = record.icmpType;
        if (vlanIds.isEmpty()) {
            vlanIds = List.copyOf(record.vlanIds);
        }
        boolean repeats = source.repeats(record.direction);
        source.sent(
                repeats ? 0 : record.packets,
                repeats ? 0 : record.bytes,
                record.tcpFlags,
                record.firstNanos,
                record.lastNanos);
        if (record.isTwoWay) {
            initiatorIsKnown = true;
            initiator = new Initiator(sourceIsA, true);
            if (record.reversePackets > 0 || record.reverseBytes > 0) {
                destination.sent(
                        record.reversePackets,
                        record.reverseBytes,
                        record.reverseTcpFlags,
                        record.firstNanos,
                        record.lastNanos);
            }
        }
        exporter.seesBothWays |= a.hasSpoken() && b.hasSpoken();
        noteEnd(record);
        hasNews = true;
        lastRecordNanos = nowNanos;
    }

    private void noteEnd(ExportedRecord record) {
        long twice = 2 * Math.min(record.lastNanos - record.firstNanos, MOST_LINGER_NANOS);
        lingerNanos = Math.clamp(twice, lingerNanos, MOST_LINGER_NANOS);
        hasTimedOut = record.endReason == ExportedRecord.IDLE_TIMEOUT;
        boolean isOver = isTcp() && ((a.has(PacketFacts.FIN) && b.has(PacketFacts.FIN)) || isReset());
        hasEnded = isOver
                || record.endReason == ExportedRecord.IDLE_TIMEOUT
                || record.endReason == ExportedRecord.END_DETECTED
                || record.endReason == ExportedRecord.FORCED_END;
    }

    /** True when both ways are known and the exporter says that it is over. */
    boolean isComplete() {
        return hasEnded && a.hasSpoken() && b.hasSpoken();
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /** How long to wait for another record: exporters report long flows in pieces as long as the last. */
    long lingerNanos() {
        return lingerNanos;
    }

    private boolean isTcp() {
        return protocol == Transport.TCP.protocolNumber();
    }

    private boolean isReset() {
        return a.has(PacketFacts.RST) || b.has(PacketFacts.RST);
    }

    FlowObservation observe(Phase phase, long nowNanos) {
        if (!initiatorIsKnown && !initiator.isCertain()) {
            initiator = Initiator.of(protocol, a, b, aWasFirst, !isSampled);
        }
        Way from = initiator.isA() ? a : b;
        Way to = initiator.isA() ? b : a;
        Transport transport = Transport.of(protocol);
        boolean isIcmp = transport == Transport.ICMP || transport == Transport.ICMPV6;
        boolean isV6 = a.address.isV6();
        int icmpType = Math.max(a.icmpType, b.icmpType);
        return new FlowObservation(
                EpochNanos.toInstant(nowNanos),
                number,
                phase,
                from.endpoint(transport.hasPorts()),
                to.endpoint(transport.hasPorts()),
                initiator.isCertain(),
                vlanIds,
                transport,
                from.bytes,
                from.packets,
                to.bytes,
                to.packets,
                EpochNanos.toInstant(Math.min(a.firstNanos, b.firstNanos)),
                EpochNanos.toInstant(Math.max(a.lastNanos, b.lastNanos)),
                outcome(from, to, phase, Silence.isUsual(transport, to.address, icmpType)),
                null,
                null,
                isIcmp && IcmpPorts.isError(isV6, icmpType) ? FlowObservation.ICMP_ERROR : null,
                communityId(transport, from, to, isV6, isIcmp),
                null);
    }

    private @Nullable Outcome outcome(Way from, Way to, Phase phase, boolean nobodyMustAnswer) {
        if (isTcp() && to.has(PacketFacts.RST) && !to.has(PacketFacts.SYN) && from.has(PacketFacts.SYN)) {
            return Outcome.REFUSED;
        }
        if (!to.hasSpoken() && !(isTcp() && from.has(PacketFacts.ACK))) {
            return nobodyMustAnswer || isSampled ? null : silence(phase);
        }
        if (!isTcp()) {
            return Outcome.ANSWERED;
        }
        if (isReset()) {
            return Outcome.RESET;
        }
        if (from.has(PacketFacts.FIN) && to.has(PacketFacts.FIN)) {
            return Outcome.CLOSED;
        }
        return hasTimedOut && phase == Phase.END ? Outcome.TIMED_OUT : Outcome.ESTABLISHED;
    }

    /** Only an exporter that has told of both ways of some flow can be believed when it tells of one. */
    private @Nullable Outcome silence(Phase phase) {
        return phase == Phase.START || !exporter.seesBothWays ? null : Outcome.UNANSWERED;
    }

    private String communityId(Transport transport, Way from, Way to, boolean isV6, boolean isIcmp) {
        return CommunityId.isTold(transport)
                ? ""
                : CommunityId.of(
                        CommunityId.USUAL_SEED,
                        protocol,
                        from.address,
                        from.port,
                        to.address,
                        to.port,
                        isIcmp && !IcmpPorts.isTwoWay(isV6, from.icmpType));
    }
}
