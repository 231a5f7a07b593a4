package io.curfew.sensor.decode;

import java.util.function.Predicate;

/** The decoders of all layers above the link, put together so that each tunnel finds its way back in. */
final class Layers implements Inside {
    private final EtherTypeDecoder etherTypes;
    private final IpDecoder ip;
    private final WifiDecoder wifi;
    private final WifiDecoder paddedWifi;

    Layers(DecodedSink sink, Predicate<? super PacketFacts> mayOpen) {
        TunnelDecoder tunnels = new TunnelDecoder(this, mayOpen);
        this.ip = new IpDecoder(new TransportDecoder(sink, tunnels));
        this.etherTypes = new EtherTypeDecoder(ip, sink, this);
        this.wifi = new WifiDecoder(this, 1);
        this.paddedWifi = new WifiDecoder(this, 4);
    }

    /** Fragmented packets that were given up unfinished. */
    long fragmentedGivenUp() {
        return ip.fragmentedGivenUp();
    }

    /** Gives up what waits for a fragment for too long at {@code nowNanos}, and decodes what came of it. */
    void advance(long nowNanos) {
        ip.advance(nowNanos);
    }

    /** Gives up all that waits for a fragment, and decodes what came of it. */
    void startAnew() {
        ip.startAnew();
    }

    /** Decodes what came of fragmented packets that were given up. */
    void givenUp() {
        ip.givenUp();
    }

    @Override
    public Decoding ip(PacketFacts facts, byte[] frame, int at, int end) {
        return ip.either(facts, frame, at, end);
    }

    @Override
    public Decoding etherType(PacketFacts facts, int type, byte[] frame, int at, int end) {
        return etherTypes.decode(facts, type, frame, at, end);
    }

    @Override
    public Decoding ethernet(PacketFacts facts, byte[] frame, int at, int end) {
        return etherTypes.ethernet(facts, frame, at, end);
    }

    @Override
    public Decoding wifi(PacketFacts facts, byte[] frame, int at, int end) {
        return wifi.decode(facts, frame, at, end);
    }

    @Override
    public Decoding paddedWifi(PacketFacts facts, byte[] frame, int at, int end) {
        return paddedWifi.decode(facts, frame, at, end);
    }

    @Override
    public Decoding ppp(PacketFacts facts, byte[] frame, int at, int end) {
        return etherTypes.ppp(facts, frame, at, end);
    }
}
