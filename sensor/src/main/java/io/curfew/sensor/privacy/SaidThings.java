package io.curfew.sensor.privacy;

import io.curfew.events.DnsObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.MacAddress;
import io.curfew.events.NtpObservation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.LinkedHashSet;

/**
 * What was said in the running minute. Remembers at most {@code capacity} things, each by 64 bits of a hash whose
 * secret nobody on the wire knows, else a device could ask what passes for the question of another, and silence it.
 * What was said longest ago makes room, and is counted.
 */
final class SaidThings {
    private static final int SECRET_OCTETS = 32;
    private static final int NO_MAC = -1;

    private final int capacity;
    private final byte[] secret = new byte[SECRET_OCTETS];
    private final MessageDigest digest;
    private final LinkedHashSet<Long> said = new LinkedHashSet<>();
    private long forgotten;

    SaidThings(int capacity) {
        this.capacity = capacity;
        new SecureRandom().nextBytes(secret);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    /** The same answers in another order, or with other times to live, as caches give them, are nothing new. */
    boolean isNew(DnsObservation dns) {
        begin('d');
        add(dns.client());
        add(dns.server());
        add(dns.transport().protocolNumber());
        add(dns.vlanIds().size());
        dns.vlanIds().forEach(this::add);
        add(dns.questionName().value());
        add(dns.questionType());
        add(dns.responseCode() == null ? "" : dns.responseCode());
        add(dns.blocked() ? 1 : 0);
        dns.answers().stream()
                .map(answer -> answer.type() + " " + answer.data())
                .sorted()
                .forEach(this::add);
        return remember();
    }

    boolean isNew(NtpObservation ntp) {
        begin('n');
        add(ntp.sender());
        add(ntp.receiver());
        add(ntp.mode());
        add(ntp.version());
        add(ntp.stratum());
        ntp.vlanIds().forEach(this::add);
        return remember();
    }

    /** A minute is over. */
    void clear() {
        said.clear();
    }

    long forgotten() {
        return forgotten;
    }

    private void begin(char kind) {
        digest.update(secret);
        add(kind);
    }

    private void add(Endpoint end) {
        MacAddress mac = end.mac();
        add(mac == null ? NO_MAC : mac.bits());
        add(end.ip().isV6() ? 1 : 0);
        add(end.ip().high());
        add(end.ip().low());
        add(end.port());
    }

    private void add(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        add(octets.length);
        digest.update(octets);
    }

    private void add(long number) {
        for (int bits = Long.SIZE - Byte.SIZE; bits >= 0; bits -= Byte.SIZE) {
            digest.update((byte) (number >>> bits));
        }
    }

    private boolean remember() {
        long hash = ByteBuffer.wrap(digest.digest()).getLong();
        if (said.contains(hash)) {
            return false;
        }
        if (said.size() == capacity) {
            said.removeFirst();
            forgotten++;
        }
        return said.add(hash);
    }
}
