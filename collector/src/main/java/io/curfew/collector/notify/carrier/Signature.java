package io.curfew.collector.notify.carrier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** Proves who sent a message, and when: HMAC-SHA256 over the time in seconds, a dot, and the body. */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Signature(String secret) {
        this.key = new SecretKeySpec(Plain.octets(secret), ALGORITHM);
    }

    /** As the header says it. */
    String of(long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(Plain.octets(seconds + "."));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java knows " + ALGORITHM, impossible);
        }
    }
}
