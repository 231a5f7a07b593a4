package io.curfew.sensor.dns;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What the TXT record of a service (RFC 6763, section 6) says its device's model is; keeps
 * {@value #MOST_MODEL_CHARACTERS} characters. Each vendor has a key of its own: {@code model} is Apple's,
 * {@code modelid} Philips Hue's, {@code ty} the printers', {@code md} that of HomeKit and Google Cast. {@code am} comes
 * before {@code md}, which means something else beside it.
 */
final class ServiceModel {
    private static final int MOST_MODEL_CHARACTERS = 128;
    private static final List<String> KEYS = List.of("model", "modelid", "am", "ty", "md");

    private ServiceModel() {}

    /** Absent when no key of a model has a value. Reads the record's data to its end. */
    static @Nullable String read(DnsCursor data, int length) {
        int end = data.position() + length;
        int best = KEYS.size();
        String model = null;
        while (data.position() < end && !data.isBroken()) {
            byte[] octets = data.octets(Math.min(data.u8(), end - data.position()));
            String pair = new String(octets, StandardCharsets.UTF_8);
            int equals = pair.indexOf('=');
            int key = equals < 0 ? -1 : KEYS.indexOf(pair.substring(0, equals).toLowerCase(Locale.ROOT));
            String value = pair.substring(equals + 1).strip();
            if (key >= 0 && key < best && !value.isEmpty()) {
                best = key;
                model = value.substring(0, Math.min(value.length(), MOST_MODEL_CHARACTERS));
            }
        }
        return model;
    }
}
