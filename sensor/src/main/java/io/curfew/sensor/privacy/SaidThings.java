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
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * What was said of a minute, of which everything is said once. Remembers at most {@code capacity} things, each by 64
 * bits of a hash whose secret nobody on the wire knows, else a device could ask what passes for the question of
 * another, and silence it. What was said longest ago makes room, and is counted.
 */
final class SaidThings {
    private static final int SECRET_OCTETS = 32;
    private static final int NO_MAC = -1;

    private final int capacity;
    private final byte[] secret = new byte[SECRET_OCTETS];
    private final MessageDigest digest;
    /** When it was said, oldest first. */
    private final LinkedHashMap<Long, Instant> said = new LinkedHashMap<>();

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

    /**
     * The same answers in another order, or with other times to live, as caches give them, are nothing new.
     *
     * @param now the sensor's time, whenever the minute is or was
     */
    boolean isNew(DnsObservation dns, Minute minute, Instant now) {
        begin('d', minute);
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
        return remember(now);
    }

    boolean isNew(NtpObservation ntp, Minute minute, Instant now) {
        begin('n', minute);
        add(ntp.sender());
        add(ntp.receiver());
        add(ntp.mode());
        add(ntp.version());
        add(ntp.stratum());
        ntp.vlanIds().forEach(this::add);
        return remember(now);
    }

    /** Nothing of any minute is to come any more. */
    void clear() {
        said.clear();
    }

    /** Of what was said at {@code time} or before it no more is to come. */
    void forgetSaidBy(Instant time) {
        while (!said.isEmpty() && !said.firstEntry().getValue().isAfter(time)) {
            said.pollFirstEntry();
        }
    }

    long forgotten() {
        return forgotten;
    }

    private void begin(char kind, Minute minute) {
        digest.update(secret);
        add(kind);
        add(minute.number());
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

    private boolean remember(Instant now) {
        long hash = ByteBuffer.wrap(digest.digest()).getLong();
        if (said.containsKey(hash)) {
            return false;
        }
        if (said.size() == capacity) {
            said.pollFirstEntry();
            forgotten++;
        }
        said.put(hash, now);
        return true;
    }
}
