package io.curfew.collector.api;

import io.curfew.policy.language.PolicyReader;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The JSON Schema of policies, and a tag that changes with it. */
@Singleton
class PolicySchema {
    private static final String SCHEMA = "/io/curfew/policy/policy.schema.json";
    private static final int TAG_OCTETS = 8;

    private final String text = read();
    private final EntityTag tag = new EntityTag(HexFormat.of().formatHex(digest(text), 0, TAG_OCTETS));

    String text() {
        return text;
    }

    EntityTag tag() {
        return tag;
    }

    private static String read() {
        try (InputStream schema = PolicyReader.class.getResourceAsStream(SCHEMA)) {
            if (schema == null) {
                throw new IllegalStateException("resource " + SCHEMA + " is missing");
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
