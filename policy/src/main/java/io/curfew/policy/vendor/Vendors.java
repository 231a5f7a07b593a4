package io.curfew.policy.vendor;

import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Who makes which MAC addresses, from the resource {@code vendors.txt}: IEEE's registries MA-L, MA-M and MA-S, whose
 * prefixes have 24, 28 and 36 bits. Takes about 4 MB from the first question on: a running sensor does not ask.
 */
public final class Vendors {
    private static final int ADDRESS_BITS = 48;
    private static final int BITS_OF_DIGIT = 4;
    /** Enough for a million makers; a prefix of 36 bits fits above. */
    private static final int INDEX_BITS = 20;

    private final String[] names;
    /** By the number of digits: prefixes in their order, and the index of each one's name. */
    private final long[][] prefixes = new long[ADDRESS_BITS / BITS_OF_DIGIT][];

    private final int[][] owners = new int[ADDRESS_BITS / BITS_OF_DIGIT][];

    private Vendors(String[] lines) {
        names = new String[lines.length];
        long[][] entries = new long[prefixes.length][];
        int[] counts = new int[prefixes.length];
        for (int line = 0; line < lines.length; line++) {
            int tab = lines[line].indexOf('\t');
            names[line] = lines[line].substring(0, tab);
            for (String digits : lines[line].substring(tab + 1).split(" ", -1)) {
                int length = digits.length();
                long[] ofLength = entries[length] == null ? new long[1_024] : entries[length];
                if (counts[length] == ofLength.length) {
                    ofLength = Arrays.copyOf(ofLength, 2 * ofLength.length);
                }
                // Sorted by the prefix; the name's index lies below it.
                ofLength[counts[length]++] = Long.parseLong(digits, 16) << INDEX_BITS | line;
                entries[length] = ofLength;
            }
        }
        for (int length = 0; length < entries.length; length++) {
            if (entries[length] != null) {
                index(length, Arrays.copyOf(entries[length], counts[length]));
            }
        }
    }

    private void index(int length, long[] entries) {
        Arrays.sort(entries);
        long[] sorted = new long[entries.length];
        int[] named = new int[entries.length];
        for (int entry = 0; entry < entries.length; entry++) {
            sorted[entry] = entries[entry] >>> INDEX_BITS;
            named[entry] = (int) entries[entry] & ((1 << INDEX_BITS) - 1);
        }
        prefixes[length] = sorted;
        owners[length] = named;
    }

    /** Read when it is first asked. */
    private static final class Listed {
        static final Vendors ALL = read();

        private Listed() {}
    }

    /** The maker's name as registered; absent for randomised and group addresses, and where nobody is registered. */
    public static @Nullable String of(MacAddress mac) {
        return mac.isLocallyAdministered() || mac.isGroup() ? null : Listed.ALL.longest(mac);
    }

    private @Nullable String longest(MacAddress mac) {
        for (int length = prefixes.length - 1; length > 0; length--) {
            if (prefixes[length] != null) {
                int found =
                        Arrays.binarySearch(prefixes[length], mac.bits() >>> (ADDRESS_BITS - length * BITS_OF_DIGIT));
                if (found >= 0) {
                    return names[owners[length][found]];
                }
            }
        }
        return null;
    }

    private static Vendors read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vendors.class.getResourceAsStream("vendors.txt"), "vendors.txt"),
                StandardCharsets.UTF_8))) {
            return new Vendors(
                    reader.lines().filter(line -> !line.startsWith("#")).toArray(String[]::new));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
