package io.curfew.sensor.decode;

import java.util.function.Predicate;

/**
 * Decodes frames of any link type it knows down to the transport's payload, and the packets inside tunnels, at most
 * {@value #DEEPEST} deep. Remembers fragments only (see {@link Fragments}); what came of a packet that is given up is
 * handed over once its time is over, and where it makes room for others behind their frame's packets. For one thread.
 *
 * <p>Hot path, from here on: no allocation for a packet that is no fragment.
 */
public final class FrameDecoder {
    static final int DEEPEST = 4;

    private final PacketFacts facts = new PacketFacts();
    private final Layers layers;
    private final LinkDecoder links;

    /** Opens all tunnels. */
    public FrameDecoder(DecodedSink sink) {
        this(sink, _ -> true);
    }

    /** @param mayOpen whether the packets that this one carries through a tunnel may be looked at */
    public FrameDecoder(DecodedSink sink, Predicate<? super PacketFacts> mayOpen) {
        this.layers = new Layers(sink, mayOpen);
        this.links = new LinkDecoder(layers);
    }

    /** Fragmented packets so far whose last fragment did not come while there was room and time for them. */
    public long fragmentedGivenUp() {
        return layers.fragmentedGivenUp();
    }

    /**
     * Says that it is {@code nowNanos} or later: hands over what came of packets that waited for a fragment too long.
     */
    public void advance(long nowNanos) {
        layers.advance(nowNanos);
    }

    /** Hands over what came of all packets that wait for a fragment. What follows may be of an earlier time. */
    public void startAnew() {
        layers.startAnew();
    }

    /**
     * Decodes one frame and hands over its packets.
     *
     * @param frame holds the frame's octets from {@code offset}
     * @param capturedLength octets present
     * @param originalLength octets that were on the wire
     * @param linkType LINKTYPE_ value
     */
    public Decoding decode(
            byte[] frame, int offset, int capturedLength, int originalLength, int linkType, long timestampNanos) {
        facts.clear();
        facts.timestampNanos = timestampNanos;
        facts.cutOctets = Math.max(0, originalLength - capturedLength);
        Decoding decoding = links.decode(facts, linkType, frame, offset, offset + capturedLength);
        layers.givenUp();
        return decoding;
    }
}
