package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * A DNS name in lower case without the final dot; the root is empty. At most 1,004 characters: 253 octets, each at
 * worst escaped as {@code \DDD} (RFC 1035, section 5.1). Comparisons are those of RFC 4343.
 */
public record DomainName(String value) implements Comparable<DomainName> {
    private static final int LONGEST_CHARACTERS = 1_020;

    public DomainName {
        value = withoutFinalDots(value.toLowerCase(Locale.ROOT));
        if (value.length() > LONGEST_CHARACTERS) {
            throw new IllegalArgumentException("a domain name has at most 255 octets, had " + value.length());
        }
    }

    /** More than one is no name, but logs have it; a dot that is escaped belongs to a label. */
    private static String withoutFinalDots(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '.' && !isEscaped(name, end - 1)) {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean isEscaped(String name, int at) {
        int backslashes = 0;
        while (backslashes < at && name.charAt(at - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /** True when this name lies below {@code parent}; a name does not lie below itself. */
    public boolean isBelow(DomainName parent) {
        return value.length() > parent.value.length() + 1
                && value.endsWith(parent.value)
                && value.charAt(value.length() - parent.value.length() - 1) == '.';
    }

    // By hand: those of a record go through method handles, which the sensor would pay for at each start and each call.
    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof DomainName that && value.equals(that.value));
    }

    @Override
    public int compareTo(DomainName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
