package io.curfew.policy;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * Names a device within its site: the id that the policy gives it, else one made from its MAC address, else from its
 * address. Never empty, at most {@value #MOST_CHARACTERS} characters, safe in a topic key and a URL path.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
    private static final int MOST_CHARACTERS = 128;

    public DeviceId {
        checkLength(value);
        if (!isAllowed(value)) {
            throw new IllegalArgumentException(
                    "a device id has letters, digits, '-', '_', '.' and ':' only, was \"" + value + "\"");
        }
    }

    /** Refuses an id that is too long, of a device or of whatever else a policy names. */
    public static void checkLength(String id) {
        if (id.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "an id has at most " + MOST_CHARACTERS + " characters, had " + id.length());
        }
    }

    private static boolean isAllowed(String value) {
        for (int index = 0; index < value.length(); index++) {
            if (!isAllowed(value.charAt(index))) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static boolean isAllowed(char character) {
        return character < 128 && (Character.isLetterOrDigit(character) || "-_.:".indexOf(character) >= 0);
    }

    /** The id of a device that the policy does not list. */
    public static DeviceId of(MacAddress mac) {
        return new DeviceId(mac.toString().replace(':', '-'));
    }

    /** The id of a device of which no MAC address is known. */
    public static DeviceId of(IpAddress ip) {
        return new DeviceId("ip-" + ip);
    }

    // By hand, as it is compared with every row that is looked up by it.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof DeviceId id && value.equals(id.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
