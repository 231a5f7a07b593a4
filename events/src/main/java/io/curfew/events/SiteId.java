package io.curfew.events;

import java.util.regex.Pattern;

/**
 * Names one place with one address plan. Lower-case letters, digits and inner hyphens, at most 63 characters, so that
 * it can stand in a topic key, a URL path and a Keycloak group without escaping.
 */
public record SiteId(String value) implements Comparable<SiteId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public SiteId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a site id is 1 to 63 lower-case letters, digits and inner hyphens, was \"" + value + "\"");
        }
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
