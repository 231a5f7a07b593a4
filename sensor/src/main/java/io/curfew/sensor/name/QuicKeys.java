package io.curfew.sensor.name;

import javax.crypto.spec.SecretKeySpec;

import java.util.Arrays;

/** Keys of a QUIC client's first packets: of a version and of the connection id that the client chose. */
final class QuicKeys {
    final QuicVersion version;
    final SecretKeySpec packet;
    final SecretKeySpec header;

    private final byte[] connection;
    private final byte[] vector;

    /** @param vector to be mixed with each packet's number */
    QuicKeys(QuicVersion version, byte[] connection, byte[] packet, byte[] vector, byte[] header) {
        this.version = version;
        this.connection = connection;
        this.packet = new SecretKeySpec(packet, "AES");
        this.vector = vector;
        this.header = new SecretKeySpec(header, "AES");
    }

    boolean areOf(QuicVersion other, byte[] octets, int at, int length) {
        return version == other && Arrays.equals(connection, 0, connection.length, octets, at, at + length);
    }

    byte[] nonce(long packetNumber) {
        byte[] nonce = vector.clone();
        for (int octet = 0; octet < Long.BYTES; octet++) {
            nonce[nonce.length - 1 - octet] ^= (byte) (packetNumber >>> (octet * Byte.SIZE));
        }
        return nonce;
    }
}
