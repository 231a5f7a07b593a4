package io.curfew.policy.dossier;

import io.curfew.policy.DeviceMarks;
import io.curfew.policy.DeviceModel;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Guesses what a device is: by what it announces, else by its host name, its vendor class or its fingerprint as the
 * resource {@code models.txt} has them, else by who made it.
 */
final class ModelGuess {
    private static final List<Known> KNOWN = read();

    /** @param beginning of a mark, or all of it where {@code isWhole} */
    private record Known(String kind, String beginning, boolean isWhole, String name) {
        boolean fits(String mark) {
            return isWhole ? mark.equals(beginning) : mark.startsWith(beginning);
        }
    }

    private ModelGuess() {}

    /** Null when nothing says so. */
    static @Nullable DeviceModel of(DeviceMarks marks, @Nullable String vendor) {
        DeviceModel told = told(marks);
        return told != null ? told : guessed(marks, vendor);
    }

    /** What the device says itself by an announcement or its host name; null when it does not. */
    static @Nullable DeviceModel told(DeviceMarks marks) {
        for (DeviceMarks.Announced announced : marks.announcements()) {
            if (announced.model() != null && !announced.model().isBlank()) {
                return new DeviceModel(announced.model(), "it says so itself by " + announced.protocol());
            }
        }
        return known("hostname", marks.hostnames(), "its host name is ");
    }

    private static @Nullable DeviceModel guessed(DeviceMarks marks, @Nullable String vendor) {
        DeviceModel known = known("vendor-class", marks.vendorClasses(), "its DHCP vendor class is ");
        known = known != null ? known : known("fingerprint", marks.fingerprints(), "its DHCP client asks for ");
        if (vendor == null) {
            return known;
        }
        String given = "its MAC address was given to " + vendor;
        return known == null
                ? new DeviceModel("Something by " + vendor, given)
                : new DeviceModel(known.name() + ", by " + vendor, known.reason() + "; " + given);
    }

    private static @Nullable DeviceModel known(String kind, List<String> marks, String reason) {
        for (Known known : KNOWN) {
            if (known.kind().equals(kind)) {
                for (String mark : marks) {
                    if (known.fits(mark)) {
                        return new DeviceModel(known.name(), reason + mark);
                    }
                }
            }
        }
        return null;
    }

    private static List<Known> read() {
        List<Known> known = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ModelGuess.class.getResourceAsStream("models.txt"), "models.txt is missing"),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    String[] parts = line.split("\\|", 3);
                    boolean isWhole = !parts[1].endsWith("*");
                    String beginning = isWhole ? parts[1] : parts[1].substring(0, parts[1].length() - 1);
                    known.add(new Known(parts[0], beginning, isWhole, parts[2]));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("models.txt", unreadable);
        }
        return List.copyOf(known);
    }
}
