package io.curfew.sensor.device;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Observation;
import io.curfew.sensor.decode.ArpFacts;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Packets by which devices say who they are in, observations out. Remembers at most {@code capacity} announcements, so
 * that each is reported once an hour. For one thread.
 */
public final class DeviceWatch {
    private static final int ROUTER_ADVERTISEMENT = 134;
    private static final int NEIGHBOR_SOLICITATION = 135;
    private static final int NEIGHBOR_ADVERTISEMENT = 136;
    private static final int NEVER_FORWARDED = 255;

    private final Consumer<? super Observation> sink;
    private final Announcements announcements;
    private final AnnouncingPackets packets;

    /** @param capacity announcements that are remembered */
    public DeviceWatch(int capacity, Consumer<? super Observation> sink) {
        this.sink = sink;
        this.announcements = new Announcements(capacity, sink);
        this.packets = new AnnouncingPackets(announcements, new SplittableRandom().nextLong());
    }

    /** Takes a UDP packet; false when it is none of those that this watch reads. Hot path. */
    public boolean udp(PacketFacts packet) {
        if (NtpReader.isNtp(packet)) {
            report(NtpReader.read(packet));
        } else if (DhcpReader.isDhcp(packet)) {
            report(DhcpReader.read(packet));
        } else if (DhcpV6Reader.isDhcp(packet)) {
            report(DhcpV6Reader.read(packet));
        } else if (SsdpReader.isSsdp(packet)) {
            ssdp(packet);
        } else {
            return false;
        }
        return true;
    }

    private void ssdp(PacketFacts packet) {
        if (SsdpReader.announces(packet) && !isRepetition(packet)) {
            AnnouncementObservation announcement = SsdpReader.read(packet);
            if (announcement != null) {
                announced(announcement);
            }
            announcedAll();
        }
    }

    /**
     * True when a packet would announce nothing but what was reported within the hour; that is then counted. When not,
     * it is to be read: {@link #announced} takes what it announces, and {@link #announcedAll} ends that. Hot path.
     */
    public boolean isRepetition(PacketFacts packet) {
        return packets.isKnown(packet);
    }

    /**
     * Takes an ICMPv6 packet. What came through a router is no neighbor discovery (RFC 4861, section 7.1). Hot path.
     */
    public void icmpV6(PacketFacts packet) {
        if (packet.hopLimit != NEVER_FORWARDED || packet.icmpCode != 0) {
            return;
        }
        switch (packet.icmpType) {
            case ROUTER_ADVERTISEMENT -> report(RouterAdvertisementReader.read(packet));
            case NEIGHBOR_SOLICITATION -> report(NeighborReader.readSolicitation(packet));
            case NEIGHBOR_ADVERTISEMENT -> report(NeighborReader.readAdvertisement(packet));
            default -> {}
        }
    }

    /** Takes an ARP message. */
    public void arp(ArpFacts arp) {
        report(NeighborReader.read(arp));
    }

    /** Takes an announcement that somebody else has read. */
    public void announced(AnnouncementObservation announcement) {
        packets.holds(announcements.accept(announcement));
    }

    /** Notes that nothing else is announced by the packet that {@link #isRepetition} was asked about. */
    public void announcedAll() {
        packets.keep();
    }

    private void report(@Nullable Observation observation) {
        if (observation != null) {
            sink.accept(observation);
        }
    }

    /** Begins anew after the clock was set back: what was reported at times that have yet to come hides nothing. */
    public void startAnew() {
        announcements.startAnew();
    }

    /** Announcements that were not reported because they had been within the hour. */
    public long announcementsRepeated() {
        return announcements.repeated();
    }

    /** Announcements that made room within their hour. */
    public long announcementsForgotten() {
        return announcements.forgotten();
    }
}
