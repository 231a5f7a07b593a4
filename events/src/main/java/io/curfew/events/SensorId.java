package io.curfew.events;

/** Names one sensor within its site. The same form as a {@link SiteId}. */
public record SensorId(String value) implements Comparable<SensorId> {
    public SensorId {
        PlainId.check(value, "a sensor id");
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
