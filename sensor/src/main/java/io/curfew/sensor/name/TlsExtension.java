package io.curfew.sensor.name;

/** Extensions of a ClientHello, by IANA's numbers. */
final class TlsExtension {
    static final int SERVER_NAME = 0;
    static final int SIGNATURE_ALGORITHMS = 13;
    static final int APPLICATIONS = 16;
    static final int SUPPORTED_VERSIONS = 43;

    private TlsExtension() {}

    /** True for what clients put into any list only so that servers learn to pass over it (RFC 8701). */
    static boolean isGrease(int number) {
        return (number & 0x0f0f) == 0x0a0a && number >>> 8 == (number & 0xff);
    }
}
