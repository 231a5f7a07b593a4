package io.curfew.policy.language;

import io.curfew.events.DomainName;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A domain name, or every name below one: {@code *.example.org} matches {@code a.example.org} and
 * {@code b.a.example.org}, not {@code example.org}.
 *
 * @param name the name, without the asterisk
 * @param below true when the names below it are meant, false when it is meant itself
 */
public record NamePattern(DomainName name, boolean below) {
    private static final int LONGEST_CHARACTERS = 253;
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

    public NamePattern {
        if (!isName(name.value())) {
            throw new IllegalArgumentException(
                    "a domain name like example.org or *.example.org is wanted, was \"" + name + "\"");
        }
    }

    /** @throws IllegalArgumentException when {@code text} is no domain name */
    public static NamePattern parse(String text) {
        return text.startsWith("*.")
                ? new NamePattern(new DomainName(text.substring(2)), true)
                : new NamePattern(new DomainName(text), false);
    }

    /** True for letters, digits, hyphens and underscores in labels, at most 253 characters. */
    static boolean isName(String text) {
        return text.length() <= LONGEST_CHARACTERS
                && LABELS.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    public boolean matches(DomainName candidate) {
        return below ? candidate.isBelow(name) : candidate.equals(name);
    }

    @Override
    public String toString() {
        return below ? "*." + name : name.toString();
    }
}
