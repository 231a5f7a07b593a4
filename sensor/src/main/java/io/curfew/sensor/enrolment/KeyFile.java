package io.curfew.sensor.enrolment;

import io.curfew.events.wire.SensorKey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * The file with a sensor's own key, in PEM: the private half (PKCS #8), and behind it the public one. Nobody but its
 * owner may read it.
 */
public final class KeyFile {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LONGEST_OCTETS = 16 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /**
     * Makes a key. The file belongs to whom its folder belongs.
     *
     * @throws IOException when the file is there already or cannot be written
     */
    public static void make(Path file) throws IOException {
        KeyPair pair = pair();
        byte[] text = (block(PRIVATE, pair.getPrivate().getEncoded())
                        + block(PUBLIC, pair.getPublic().getEncoded()))
                .getBytes(StandardCharsets.US_ASCII);
        try (FileToBe made = FileToBe.at(file, OWNER_ONLY)) {
            made.giveTo(Files.getOwner(made.place().getParent()));
            made.write(text);
            made.appear();
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(SensorKey.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime knows " + SensorKey.ALGORITHM, impossible);
        }
    }

    private static String block(String name, byte[] octets) {
        return begin(name) + "\n" + Base64.getEncoder().encodeToString(octets) + "\n" + end(name) + "\n";
    }

    private static String begin(String name) {
        return "-----BEGIN " + name + "-----";
    }

    private static String end(String name) {
        return "-----END " + name + "-----";
    }

    /**
     * The private half.
     *
     * @throws IOException when the file cannot be read, others may read it, or it holds no such key
     */
    public static PrivateKey privateKey(Path file) throws IOException {
        byte[] octets = octets(file, PRIVATE);
        try {
            return KeyFactory.getInstance(SensorKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (GeneralSecurityException refused) {
            throw new IOException(file + ": holds no Ed25519 private key", refused);
        }
    }

    /**
     * The public half.
     *
     * @throws IOException when the file cannot be read, others may read it, or it holds no such key
     */
    public static SensorKey publicKey(Path file) throws IOException {
        try {
            return SensorKey.parse(Base64.getEncoder().encodeToString(octets(file, PUBLIC)));
        } catch (IllegalArgumentException refused) {
            throw new IOException(file + ": holds no Ed25519 public key", refused);
        }
    }

    private static byte[] octets(Path file, String name) throws IOException {
        String text = text(file);
        int begin = text.indexOf(begin(name));
        int end = text.indexOf(end(name));
        if (begin < 0 || end < begin) {
            String hint = name.equals(PUBLIC) ? " (openssl pkey -pubout makes one of the private key)" : "";
            throw new IOException(file + ": wants a line \"" + begin(name) + "\"" + hint);
        }
        try {
            return Base64.getMimeDecoder()
                    .decode(text.substring(begin + begin(name).length(), end));
        } catch (IllegalArgumentException noBase64) {
            throw new IOException(file + ": the key is no base64", noBase64);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!permissions.stream().allMatch(permission -> permission.name().startsWith("OWNER"))) {
                throw new IOException(file + ": others than its owner may use it; chmod 600 " + file);
            }
            if (Files.size(file) > LONGEST_OCTETS) {
                throw new IOException(file + ": is no key, it is too large");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": no such file; curfew-sensor enrol makes it", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    file + ": no permission to read it; it must belong to the user that the sensor runs as", denied);
        }
    }
}
