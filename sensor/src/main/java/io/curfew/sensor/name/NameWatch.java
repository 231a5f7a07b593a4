package io.curfew.sensor.name;

import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.language.DohServers;
import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the first payloads of flows which server was asked for and by which protocol. Puts together at most
 * {@code streams} streams at once; one taken before others is given up to make room, and counted. Each flow may keep a
 * name of {@value #SHORT_NAME_OCTETS} octets; longer ones share {@value #LONG_NAME_OCTETS_A_FLOW} octets for each of
 * {@code flows}: where they take more, the one that comes is not kept, and counted. For one thread.
 *
 * <p>Hot path: {@link #look} is called until it says that nothing more is to be learned, and allocates only where there
 * is something to be learned.
 */
public final class NameWatch {
    private static final int SHORT_NAME_OCTETS = 48;
    private static final int LONG_NAME_OCTETS_A_FLOW = 16;
    private static final int LONGEST_NAME_OCTETS = 253;

    private final Gatherings gatherings;
    private final StreamNames streams;
    private final DatagramNames datagrams;
    private final FlowProtocol protocols;
    private final long mostLongNameOctets;
    private long longNameOctets;
    private long longNamesGivenUp;

    /**
     * @param streams streams that may be put together at once, of 16 KiB each at most
     * @param flows flows that may keep their clues at once
     * @param servers where DNS over HTTPS answers
     */
    public NameWatch(int streams, int flows, DohServers servers) {
        this.mostLongNameOctets = Math.max(LONGEST_NAME_OCTETS, (long) LONG_NAME_OCTETS_A_FLOW * flows);
        this.protocols = new FlowProtocol(servers);
        this.gatherings = new Gatherings(streams, this::end);
        HelloReader hellos = new HelloReader();
        this.streams = new StreamNames(gatherings, hellos);
        this.datagrams = new DatagramNames(gatherings, hellos);
    }

    /** Looks at a packet of a flow; false when the flow's further packets need not be shown. */
    public boolean look(Clues clues, PacketFacts packet, boolean fromInitiator) {
        if (!clues.isOpen) {
            return false;
        }
        switch (packet.protocol) {
            case IpProtocol.TCP -> streams.look(clues, packet, fromInitiator);
            case IpProtocol.UDP -> datagrams.look(clues, packet, fromInitiator);
            default -> clues.isOpen = false;
        }
        count(clues);
        return clues.isOpen;
    }

    /** The protocol of a flow, as far as its payloads, its ends and its ports tell; absent when they do not. */
    public @Nullable String protocol(
            Clues clues, Transport transport, int initiatorPort, IpAddress responder, int responderPort) {
        return protocols.of(clues, transport, initiatorPort, responder, responderPort);
    }

    /** Makes do with what was seen: the flow ends, or others need the room. */
    public void end(Clues clues) {
        Gathering gathering = clues.gathering;
        if (gathering != null && gathering.keys != null) {
            datagrams.abandon(clues);
        } else if (clues.isOpen) {
            streams.abandon(clues);
        }
        count(clues);
    }

    /** Lets go of what was learned of a flow that has ended and was told. */
    public void forget(Clues clues) {
        clues.forget();
        count(clues);
    }

    /** Who asks for many long names costs others nothing but long names. */
    private void count(Clues clues) {
        int octets = clues.nameOctets();
        int counted = octets > SHORT_NAME_OCTETS ? octets : 0;
        if (longNameOctets - clues.countedOctets + counted > mostLongNameOctets) {
            clues.serverName = null;
            longNamesGivenUp++;
            counted = 0;
        }
        longNameOctets += counted - clues.countedOctets;
        clues.countedOctets = counted;
    }

    /** Octets of all long server names that were learned and not yet let go of. */
    public long longNameOctets() {
        return longNameOctets;
    }

    /** Long server names that were not kept, because those that were took too much. */
    public long longNamesGivenUp() {
        return longNamesGivenUp;
    }

    /** First packets of QUIC clients that were not opened, because too many came in one second. */
    public long leftClosed() {
        return datagrams.leftClosed();
    }

    /** Streams that were given up to make room. */
    public long evicted() {
        return gatherings.evicted();
    }
}
