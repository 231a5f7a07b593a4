package io.curfew.events;

/** The names that {@link FlowObservation#applicationProtocol} uses. */
public final class ApplicationProtocol {
    public static final String DNS = "dns";
    /** DNS over TLS (RFC 7858). */
    public static final String DOT = "dot";
    /** DNS over QUIC (RFC 9250). */
    public static final String DOQ = "doq";
    /** DNS over HTTPS (RFC 8484). */
    public static final String DOH = "doh";

    /** HTTP/1, or HTTP/2 without TLS. */
    public static final String HTTP = "http";

    public static final String TLS = "tls";
    public static final String DTLS = "dtls";
    public static final String QUIC = "quic";
    public static final String SSH = "ssh";
    public static final String MQTT = "mqtt";
    public static final String RTSP = "rtsp";
    public static final String SIP = "sip";
    public static final String STUN = "stun";
    public static final String NTP = "ntp";
    public static final String DHCP = "dhcp";
    public static final String DHCPV6 = "dhcpv6";
    public static final String MDNS = "mdns";
    public static final String LLMNR = "llmnr";
    public static final String NETBIOS_NAMES = "netbios-ns";
    public static final String SSDP = "ssdp";

    private ApplicationProtocol() {}
}
