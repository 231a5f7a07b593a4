package io.curfew.sensor.flow;

import io.curfew.events.CommunityId;
import io.curfew.events.Detail;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.IcmpPorts;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.decode.Tunnel;
import io.curfew.sensor.decode.VlanTags;
import io.curfew.sensor.name.Clues;
import io.curfew.sensor.name.NameWatch;
import org.jspecify.annotations.Nullable;

/** One flow in the making. Mutable and used again when it has ended. Hot path: {@link #add}. */
final class Flow extends FlowKey {
    private static final int NOT_REJECTED = -1;

    /** Where it is in the {@link FlowPool}. */
    final int place;

    private final Side a = new Side();
    private final Side b = new Side();
    private final Clues clues = new Clues();

    /** True while its packets may still tell its server's name or its protocol. */
    boolean isUnsettled;

    /** True when it has not grown for so long that no report is due. */
    boolean isSilent;

    int spread;
    private long number;
    private boolean initiatorIsA;
    private boolean isCertain;
    private Transport transport = Transport.OTHER;
    private int protocol;
    /** The tags of its first packet, as {@link VlanTags#number} gives them. */
    private int vlans;

    private boolean isOneWay;
    private boolean isError;
    private long firstNanos;
    private long lastNanos;
    private long reportedPackets;
    private int rejectCode;

    Flow(int place) {
        this.place = place;
    }

    /** @param isFound whether the packet answers a search of its receiver, which then began */
    void begin(FlowKey from, boolean sourceIsA, PacketFacts packet, boolean isFound, long flowNumber) {
        copyFrom(from);
        number = flowNumber;
        (sourceIsA ? a : b).begin(packet.sourceMac);
        (sourceIsA ? b : a).begin(packet.destinationMac);
        vlans = packet.vlans.number();
        protocol = packet.protocol;
        Transport by = Transport.of(packet.protocol);
        if (transport != by) {
            transport = by;
        }
        boolean isIcmp = transport == Transport.ICMP || transport == Transport.ICMPV6;
        isOneWay = isIcmp && !IcmpPorts.isTwoWay(packet.isV6, packet.icmpType);
        isError = isIcmp && IcmpPorts.isError(packet.isV6, packet.icmpType);
        firstNanos = packet.timestampNanos;
        lastNanos = packet.timestampNanos;
        reportedPackets = 0;
        rejectCode = NOT_REJECTED;
        initiatorIsA = (!isFound && Direction.sourceIsInitiator(packet)) == sourceIsA;
        isCertain = !isFound && Direction.isCertain(packet);
        clues.begin();
        isUnsettled = true;
        isSilent = false;
    }

    /** False when the packet counts already. */
    boolean add(PacketFacts packet, boolean sourceIsA) {
        boolean counts = (sourceIsA ? a : b).sent(packet);
        firstNanos = Math.min(firstNanos, packet.timestampNanos);
        lastNanos = Math.max(lastNanos, packet.timestampNanos);
        if (!isCertain && packet.hasFlag(PacketFacts.SYN)) {
            // A capture out of order shows the handshake late.
            initiatorIsA = Direction.sourceIsInitiator(packet) == sourceIsA;
            isCertain = true;
        }
        return counts;
    }

    /** Shows a packet, already added, to who may learn from it what the flow is about. */
    void show(NameWatch names, PacketFacts packet, boolean sourceIsA) {
        isUnsettled = names.look(clues, packet, initiatorIsA == sourceIsA);
    }

    /** Notes that no packet will follow. */
    void settle(NameWatch names) {
        names.end(clues);
        isUnsettled = false;
    }

    /** Lets go of what it was about. */
    void forget(NameWatch names) {
        names.forget(clues);
    }

    /** Notes that the responder cannot be reached, as an ICMP message about the initiator's packet says. */
    void reject(boolean quotedSourceIsA, int code) {
        if (quotedSourceIsA == initiatorIsA) {
            rejectCode = code;
        }
    }

    Side initiator() {
        return initiatorIsA ? a : b;
    }

    Side responder() {
        return initiatorIsA ? b : a;
    }

    IpAddress responderAddress() {
        return address(!initiatorIsA);
    }

    boolean isTcp() {
        return transport == Transport.TCP;
    }

    boolean isOneWay() {
        return isOneWay;
    }

    boolean isRejected() {
        return rejectCode != NOT_REJECTED && !responder().hasSpoken;
    }

    /** True when a SYN of the initiator begins at another number than that by which the connection began. */
    boolean numbersAnew(int sequence, boolean sourceIsA) {
        return sourceIsA == initiatorIsA && initiator().hasBegun && initiator().firstNumber != sequence;
    }

    boolean isReset() {
        return a.has(PacketFacts.RST) || b.has(PacketFacts.RST);
    }

    boolean isClosed() {
        return a.has(PacketFacts.FIN) && b.has(PacketFacts.FIN);
    }

    long number() {
        return number;
    }

    /** True when it has grown since it was last reported. */
    boolean hasNews() {
        return a.packets + b.packets > reportedPackets;
    }

    FlowObservation observe(
            FlowObservation.Phase phase,
            @Nullable Outcome outcome,
            long nowNanos,
            NameWatch names,
            int communityIdSeed) {
        reportedPackets = a.packets + b.packets;
        Side initiator = initiator();
        Side responder = responder();
        boolean hasPorts = transport.hasPorts();
        return new FlowObservation(
                EpochNanos.toInstant(nowNanos),
                number,
                phase,
                new Endpoint(initiator.mac(), address(initiatorIsA), hasPorts ? port(initiatorIsA) : 0),
                new Endpoint(responder.mac(), responderAddress(), hasPorts ? port(!initiatorIsA) : 0),
                isCertain,
                VlanTags.ids(vlans),
                transport,
                initiator.bytes,
                initiator.packets,
                responder.bytes,
                responder.packets,
                EpochNanos.toInstant(firstNanos),
                EpochNanos.toInstant(lastNanos),
                outcome,
                isRejected() ? rejectCode : null,
                clues.serverName(),
                isError ? FlowObservation.ICMP_ERROR : protocol(names),
                givenCommunityId(communityIdSeed),
                tunnelText(),
                Detail.FULL,
                1,
                initiator.firstHopLimit(),
                clues.ja4());
    }

    private @Nullable String protocol(NameWatch names) {
        return names.protocol(clues, transport, port(initiatorIsA), responderAddress(), port(!initiatorIsA));
    }

    private @Nullable String tunnelText() {
        Tunnel tunnel = tunnel();
        return tunnel == null ? null : tunnel.text();
    }

    private String givenCommunityId(int seed) {
        return seed == CommunityId.USUAL_SEED && CommunityId.isTold(transport)
                ? ""
                : CommunityId.of(
                        seed,
                        protocol,
                        address(initiatorIsA),
                        port(initiatorIsA),
                        responderAddress(),
                        port(!initiatorIsA),
                        isOneWay);
    }
}
