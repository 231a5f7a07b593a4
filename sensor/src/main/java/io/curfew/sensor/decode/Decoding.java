package io.curfew.sensor.decode;

import java.util.Locale;

/** What decoding a frame came to. Every value but {@link #UNDERSTOOD} is a reason for which a frame is undecodable. */
public enum Decoding {
    /** Decoded, or known to carry neither IP nor ARP. */
    UNDERSTOOD,
    /** The capture's link type is not known here. */
    LINK_TYPE,
    /** The frame ends within a header below IP. */
    LINK_HEADER,
    /** Whoever received the frame says that its check sequence is wrong. */
    DAMAGED,
    /** What should be an IPv4 or IPv6 header is none, or ends too early. */
    IP_HEADER,
    /** The packet ends within the transport's header. */
    TRANSPORT_HEADER,
    /** What should be an ARP message is none, or ends too early. */
    ARP_MESSAGE;

    /** The reason as it is reported, such as {@code ip-header}. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
