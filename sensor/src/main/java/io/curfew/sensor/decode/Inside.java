package io.curfew.sensor.decode;

/** Decodes what lies inside a link layer or a tunnel; the way back into the decoder for those who open one. */
interface Inside {
    /** Decodes IPv4 or IPv6, whichever the first four bits say. */
    Decoding ip(PacketFacts facts, byte[] frame, int at, int end);

    /** Decodes what an EtherType says. */
    Decoding etherType(PacketFacts facts, int type, byte[] frame, int at, int end);

    /** Decodes an Ethernet frame. */
    Decoding ethernet(PacketFacts facts, byte[] frame, int at, int end);

    /** Decodes an IEEE 802.11 frame. */
    Decoding wifi(PacketFacts facts, byte[] frame, int at, int end);

    /** Decodes an IEEE 802.11 frame whose header is filled up to a multiple of four octets. */
    Decoding paddedWifi(PacketFacts facts, byte[] frame, int at, int end);

    /** Decodes what a PPP protocol number says. */
    Decoding ppp(PacketFacts facts, byte[] frame, int at, int end);
}
