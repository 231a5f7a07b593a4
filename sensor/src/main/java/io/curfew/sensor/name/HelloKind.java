package io.curfew.sensor.name;

/** What a ClientHello came in. */
enum HelloKind {
    TLS('t'),
    QUIC('q'),
    DTLS('d');

    private final char letter;

    HelloKind(char letter) {
        this.letter = letter;
    }

    /** The first letter of a JA4 fingerprint. */
    char letter() {
        return letter;
    }
}
