package io.curfew.sensor.name;

import io.curfew.events.Ja4;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What a ClientHello offers, put together to its JA4 fingerprint (technical_details/JA4.md of
 * github.com/FoxIO-LLC/ja4). What clients only make up (RFC 8701) does not count.
 */
final class Ja4Marks {
    private static final int MOST_COUNTED = 99;
    private static final int HASH_OCTETS = 6;
    private static final String HASH_OF_NOTHING = "000000000000";
    private static final int USUAL_EXTENSIONS = 32;
    private static final int[] NONE = {};

    private final HelloKind kind;
    private int version;
    private int[] ciphers = NONE;
    private int[] signatureAlgorithms = NONE;
    private @Nullable String application;
    private boolean namesServer;
    private int extensionCount;
    /** All but those that the first part of the fingerprint tells. */
    private int[] extensions = new int[USUAL_EXTENSIONS];

    private int otherExtensions;

    Ja4Marks(HelloKind kind) {
        this.kind = kind;
    }

    void version(int legacyVersion) {
        version = legacyVersion;
    }

    /** Takes the versions of the extension, which beat the one of the message. */
    void supportedVersions(OctetCursor list) {
        list.u8();
        int highest = 0;
        for (int supported : numbers(list)) {
            highest = Math.max(highest, supported);
        }
        version = highest == 0 ? version : highest;
    }

    void ciphers(OctetCursor list) {
        ciphers = numbers(list);
    }

    void signatureAlgorithms(OctetCursor list) {
        list.u16();
        signatureAlgorithms = numbers(list);
    }

    /** @param first protocol that is offered, one character an octet; absent when none is */
    void application(@Nullable String first) {
        application = first;
    }

    @Nullable
    String application() {
        return application;
    }

    void extension(int type) {
        if (TlsExtension.isGrease(type)) {
            return;
        }
        extensionCount++;
        if (type == TlsExtension.SERVER_NAME) {
            namesServer = true;
        } else if (type != TlsExtension.APPLICATIONS) {
            if (otherExtensions == extensions.length) {
                extensions = Arrays.copyOf(extensions, 2 * otherExtensions);
            }
            extensions[otherExtensions++] = type;
        }
    }

    private static int[] numbers(OctetCursor list) {
        int[] numbers = new int[list.left() / 2];
        int count = 0;
        while (list.left() > 1) {
            int number = list.u16();
            if (!TlsExtension.isGrease(number)) {
                numbers[count++] = number;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /** The same for the same marks. */
    int spread() {
        int offered = Arrays.hashCode(ciphers) * 31 + Arrays.hashCode(signatureAlgorithms);
        int spread = (offered * 31 + version) * 31 + extensionCount;
        for (int index = 0; index < otherExtensions; index++) {
            spread = spread * 31 + extensions[index];
        }
        return spread ^ spread >>> 16;
    }

    /** True when both give the same fingerprint because everything is the same. */
    boolean isSame(Ja4Marks other) {
        return kind == other.kind
                && version == other.version
                && namesServer == other.namesServer
                && extensionCount == other.extensionCount
                && Objects.equals(application, other.application)
                && Arrays.equals(ciphers, other.ciphers)
                && Arrays.equals(signatureAlgorithms, other.signatureAlgorithms)
                && Arrays.equals(extensions, 0, otherExtensions, other.extensions, 0, other.otherExtensions);
    }

    Ja4 ja4() {
        StringBuilder text = new StringBuilder();
        text.append(kind.letter()).append(versionText()).append(namesServer ? 'd' : 'i');
        twoDigits(text, ciphers.length);
        twoDigits(text, extensionCount);
        applicationText(text, application);
        text.append('_').append(hash(sorted(ciphers, ciphers.length), NONE));
        text.append('_').append(hash(sorted(extensions, otherExtensions), signatureAlgorithms));
        return new Ja4(text.toString());
    }

    private String versionText() {
        return switch (version) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            case 0xfeff -> "d1";
            case 0xfefd -> "d2";
            case 0xfefc -> "d3";
            default -> "00";
        };
    }

    private static void twoDigits(StringBuilder text, int count) {
        int counted = Math.min(count, MOST_COUNTED);
        text.append((char) ('0' + counted / 10)).append((char) ('0' + counted % 10));
    }

    /** First and last character, or the first and last digit of the octets in hexadecimal where one is no character. */
    private static void applicationText(StringBuilder text, @Nullable String name) {
        if (name == null) {
            text.append("00");
            return;
        }
        char first = name.charAt(0);
        char last = name.charAt(name.length() - 1);
        if (isAlphanumeric(first) && isAlphanumeric(last)) {
            text.append(first).append(last);
        } else {
            text.append(Character.forDigit(first >>> 4, 16)).append(Character.forDigit(last & 0xf, 16));
        }
    }

    private static boolean isAlphanumeric(char character) {
        int lower = character | 0x20;
        return (character >= '0' && character <= '9') || (lower >= 'a' && lower <= 'z');
    }

    private static int[] sorted(int[] numbers, int count) {
        int[] sorted = Arrays.copyOf(numbers, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static String hash(int[] numbers, int[] more) {
        if (numbers.length == 0) {
            return HASH_OF_NOTHING;
        }
        StringBuilder listed = new StringBuilder();
        list(listed, numbers);
        if (more.length > 0) {
            listed.append('_');
            list(listed, more);
        }
        byte[] hash = sha256().digest(listed.toString().getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(hash, 0, HASH_OCTETS);
    }

    private static void list(StringBuilder text, int[] numbers) {
        for (int index = 0; index < numbers.length; index++) {
            if (index > 0) {
                text.append(',');
            }
            for (int shift = 12; shift >= 0; shift -= 4) {
                text.append(Character.forDigit(numbers[index] >>> shift & 0xf, 16));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
