package io.curfew.sensor;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.CommunityId;
import io.curfew.policy.language.DohServers;
import io.curfew.sensor.decode.ArpFacts;
import io.curfew.sensor.decode.DecodedSink;
import io.curfew.sensor.decode.Decoding;
import io.curfew.sensor.decode.FrameDecoder;
import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.device.DeviceWatch;
import io.curfew.sensor.dns.DnsWatch;
import io.curfew.sensor.dns.LocalNames;
import io.curfew.sensor.flow.FlowTable;
import io.curfew.sensor.name.NameWatch;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Packets in, observations out. For one thread. Deterministic: the same packets and moments give the same observations
 * in the same order. Keeps no more than its limits say.
 *
 * <p>The hot path starts here: no allocation for a packet that is neither a fragment nor one of those that
 * {@link DnsWatch}, {@link LocalNames} and {@link DeviceWatch} read, nor carries others where privacy is kept.
 */
public final class PacketPipeline {
    /** About 400 kB; a device makes some ten announcements. */
    private static final int MOST_ANNOUNCEMENTS = 4_096;

    private static final int MOST_NAME_STREAMS = 64;

    private final FrameDecoder decoder;
    private final EnumMap<Decoding, Long> undecodable = new EnumMap<>(Decoding.class);
    private final NameWatch names;
    private final FlowTable flows;
    private final DnsWatch dns;
    private final DeviceWatch devices;
    private final Consumer<AnnouncementObservation> announced;
    private long decoded;
    private long filtered;
    private boolean gaveSomething;
    private long captured;

    /** With the DNS over HTTPS servers that are shipped and the Community IDs that everybody gives. */
    public PacketPipeline(PipelineLimits limits, ObservationSink sink) {
        this(limits, DohServers.shipped(), CommunityId.USUAL_SEED, sink);
    }

    /**
     * Opens all tunnels.
     *
     * @param encryptedDns where DNS over HTTPS answers
     * @param communityIdSeed 0 to 65535
     */
    public PacketPipeline(PipelineLimits limits, DohServers encryptedDns, int communityIdSeed, ObservationSink sink) {
        this(limits, encryptedDns, communityIdSeed, _ -> true, sink);
    }

    /**
     * @param encryptedDns where DNS over HTTPS answers
     * @param communityIdSeed 0 to 65535
     * @param mayOpen whether the packets that this one carries through a tunnel may be looked at
     */
    public PacketPipeline(
            PipelineLimits limits,
            DohServers encryptedDns,
            int communityIdSeed,
            Predicate<? super PacketFacts> mayOpen,
            ObservationSink sink) {
        this.decoder = new FrameDecoder(new Stages(), mayOpen);
        this.names = new NameWatch(MOST_NAME_STREAMS, limits.flows(), encryptedDns);
        this.flows = new FlowTable(limits.flows(), communityIdSeed, names, sink::accept);
        this.dns = new DnsWatch(limits.dnsQuestions(), sink::accept);
        this.devices = new DeviceWatch(MOST_ANNOUNCEMENTS, sink::accept);
        this.announced = devices::announced;
    }

    /**
     * Takes one captured frame. The array is not kept. Moves time forward to the packet's.
     *
     * @param frame holds the frame's octets from {@code offset}
     * @param capturedLength octets present
     * @param originalLength octets that were on the wire, never less than {@code capturedLength} in a sane capture
     * @param linkType the pcap link type (LINKTYPE_ value), 1 is Ethernet
     * @param timestampNanos the packet's time since 1970-01-01T00:00:00Z
     */
    public void packet(
            byte[] frame, int offset, int capturedLength, int originalLength, int linkType, long timestampNanos) {
        captured++;
        advance(timestampNanos);
        gaveSomething = false;
        Decoding decoding = decoder.decode(frame, offset, capturedLength, originalLength, linkType, timestampNanos);
        if (decoding == Decoding.UNDERSTOOD && gaveSomething) {
            decoded++;
        } else if (decoding == Decoding.UNDERSTOOD) {
            filtered++;
        } else {
            undecodable.merge(decoding, 1L, Long::sum);
        }
    }

    /** Says that it is {@code nowNanos} or later: reports what is due by then. Time never goes back. */
    public void advance(long nowNanos) {
        flows.advance(nowNanos);
        decoder.advance(nowNanos);
        dns.advance(nowNanos);
    }

    /**
     * Ends everything that is open and reports it. Nothing may follow. Packets that still wait for a fragment are left
     * out, as tshark leaves them out: the rest of them may be what the capture no longer holds.
     */
    public void finish() {
        dns.finish();
        flows.finish();
    }

    /** Ends everything that is open and reports it; what follows may be of an earlier time. */
    public void startAnew() {
        decoder.startAnew();
        dns.startAnew();
        flows.startAnew();
        devices.startAnew();
    }

    public PacketCounters counters() {
        Map<String, Long> byReason = new TreeMap<>();
        undecodable.forEach((decoding, frames) -> byReason.put(decoding.reason(), frames));
        return new PacketCounters(
                captured,
                decoded,
                filtered,
                byReason,
                decoder.fragmentedGivenUp(),
                dns.malformed(),
                dns.streamsGivenUp(),
                dns.questionsGivenUp(),
                flows.open(),
                flows.evicted(),
                flows.secondViews(),
                devices.announcementsRepeated(),
                devices.announcementsForgotten(),
                names.leftClosed(),
                names.evicted(),
                names.longNamesGivenUp());
    }

    /** Gives each decoded packet to the stages that want it. */
    private final class Stages implements DecodedSink {
        @Override
        public void packet(PacketFacts packet) {
            gaveSomething = true;
            flows.packet(packet);
            if (packet.protocol == IpProtocol.UDP) {
                udp(packet);
            } else if (packet.protocol == IpProtocol.TCP) {
                tcp(packet);
            } else if (packet.protocol == IpProtocol.ICMPV6) {
                devices.icmpV6(packet);
            }
        }

        private void tcp(PacketFacts packet) {
            if (DnsWatch.isDns(packet)) {
                dns.tcp(packet);
            } else {
                dns.otherTcp(packet);
            }
        }

        private void udp(PacketFacts packet) {
            if (DnsWatch.isDns(packet)) {
                dns.udp(packet);
            } else if (LocalNames.isLocal(packet)) {
                localNames(packet);
            } else if (!devices.udp(packet)) {
                dns.otherUdp(packet);
            }
        }

        private void localNames(PacketFacts packet) {
            if (LocalNames.announces(packet) && !devices.isRepetition(packet)) {
                LocalNames.read(packet, announced);
                devices.announcedAll();
            }
        }

        @Override
        public void unreachable(PacketFacts packet, PacketFacts quoted) {
            gaveSomething = true;
            flows.unreachable(packet, quoted);
        }

        @Override
        public void arp(ArpFacts arp) {
            gaveSomething = true;
            devices.arp(arp);
        }
    }
}
