package io.curfew.collector.notify.carrier;

import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/** Whose certificates are believed. */
final class Trust {
    private Trust() {}

    /**
     * TLS that believes the certificates of a PEM file, or those of the machine where there is none.
     *
     * @throws IllegalArgumentException when the file holds no certificates
     */
    static SSLContext context(@Nullable Path pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, pem == null ? null : managers(pem).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "trust names " + pem + ", which holds no certificates: write them as PEM", unusable);
        }
    }

    private static TrustManagerFactory managers(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream octets = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(octets);
            if (certificates.isEmpty()) {
                throw new IOException("no certificates");
            }
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("certificate-" + number++, certificate);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers;
    }
}
