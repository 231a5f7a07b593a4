package io.curfew.events;

import org.jspecify.annotations.Nullable;

/** Names one sensor within its site. The same form as a {@link SiteId}. */
public record SensorId(String value) implements Comparable<SensorId> {
    public SensorId {
        PlainId.check(value, "a sensor id");
    }

    // By hand, as it is compared with every row that is looked up by it.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof SensorId id && value.equals(id.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
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
