package io.curfew.sensor.name;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;

/** What the versions of QUIC protect a client's first packets with (RFC 9001, section 5.2; RFC 9369, section 3). */
enum QuicVersion {
    ONE(0x0000_0001, 0x0000_0001, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic", 0),
    TWO(0x6b33_43cf, 0x6b33_43cf, "0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2", 1),
    DRAFT_33(0xff00_0021, 0xff00_0022, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic", 0),
    DRAFT_29(0xff00_001d, 0xff00_0020, "afbfec289993d24c9e9786f19c6111e04390a899", "quic", 0),
    DRAFT_23(0xff00_0017, 0xff00_001c, "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic", 0);

    private static final QuicVersion[] ALL = values();

    private final int first;
    private final int last;
    private final String saltHex;
    private final String label;
    private final int initialType;

    QuicVersion(int first, int last, String saltHex, String label, int initialType) {
        this.first = first;
        this.last = last;
        this.saltHex = saltHex;
        this.label = label;
        this.initialType = initialType;
    }

    /** The version of a long header; absent where its packets cannot be read, as in version negotiation. */
    static @Nullable QuicVersion of(int number) {
        for (QuicVersion version : ALL) {
            if (number >= version.first && number <= version.last) {
                return version;
            }
        }
        return null;
    }

    byte[] salt() {
        return HexFormat.of().parseHex(saltHex);
    }

    /** Label of a key, as {@code quic hp}. */
    String label(String purpose) {
        return label + ' ' + purpose;
    }

    /** Two bits of a long header's first octet that say that the packet is an Initial. */
    int initialType() {
        return initialType;
    }

    /** Two bits that say that it is a Retry, which has no length: the types of version 2 are shifted by one. */
    int retryType() {
        return (initialType + 3) & 3;
    }
}
