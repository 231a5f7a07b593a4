package io.curfew.events;

/**
 * Names one place with one address plan. Lower-case letters, digits and inner hyphens, at most 63 characters, so that
 * it can stand in a topic key, a URL path and a Keycloak group without escaping.
 */
public record SiteId(String value) implements Comparable<SiteId> {
    public SiteId {
        PlainId.check(value, "a site id");
    }

    @Override
    public int compareTo(SiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
