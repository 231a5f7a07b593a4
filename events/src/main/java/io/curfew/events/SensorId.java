package io.curfew.events;

import java.util.regex.Pattern;

/** Names one sensor within its site. The same form as a {@link SiteId}. */
public record SensorId(String value) implements Comparable<SensorId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public SensorId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a sensor id is 1 to 63 lower-case letters, digits and inner hyphens, was \"" + value + "\"");
        }
    }

    @Override
    public int compareTo(SensorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
