package io.curfew.collector.api;

import io.curfew.events.wire.SensorKey;
import org.jspecify.annotations.Nullable;

/**
 * What an invited sensor brings.
 *
 * @param token as it was issued
 * @param publicKey the public half of the sensor's own key, Ed25519, as base64 of its SubjectPublicKeyInfo; absent: it
 *     signs nothing, which not every collector takes
 */
public record TokenRequest(String token, @Nullable String publicKey) {

    @Nullable
    SensorKey key() {
        try {
            return publicKey == null ? null : SensorKey.parse(publicKey);
        } catch (IllegalArgumentException wrong) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "publicKey: " + wrong.getMessage());
        }
    }
}
