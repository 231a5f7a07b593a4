package io.curfew.sensor.publish;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a connection over TLS is made with: PEM files, read when a connection is set up.
 *
 * @param authority certificates of who may vouch for the brokers; absent: those that Java trusts
 * @param certificate the sensor's own certificate, and those between it and its authority; absent: it shows none
 * @param key the certificate's private key, PKCS #8 without a password; absent when there is no certificate
 */
public record KafkaTls(
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key) {
    private static final String KEY_BEGINS = "-----BEGIN PRIVATE KEY-----";
    private static final String CERTIFICATE_BEGINS = "-----BEGIN CERTIFICATE-----";
    private static final String PEM = "PEM";

    public KafkaTls {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a certificate goes with its key");
        }
    }

    /**
     * The client's settings, secrets included.
     *
     * @throws IOException when a file cannot be read or is not what it should be
     */
    Map<String, Object> settings() throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL");
        if (authority != null) {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
            settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, text(authority, CERTIFICATE_BEGINS));
        }
        if (certificate != null && key != null) {
            settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
            settings.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, text(certificate, CERTIFICATE_BEGINS));
            settings.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, text(key, KEY_BEGINS));
        }
        return settings;
    }

    private static String text(Path file, String begin) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": no such file", missing);
        } catch (IOException unreadable) {
            throw new IOException(file + ": cannot be read", unreadable);
        }
        if (!text.contains(begin)) {
            String hint = begin.equals(KEY_BEGINS) ? " (openssl pkcs8 -topk8 -nocrypt makes one)" : "";
            throw new IOException(file + ": wants a line \"" + begin + "\"" + hint);
        }
        return text;
    }
}
