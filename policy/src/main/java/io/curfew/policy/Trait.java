package io.curfew.policy;

import java.util.Locale;

/**
 * Something that may show at several sites.
 *
 * @param kind what it is
 * @param subject the destination's name or address, the MAC address, the model
 */
public record Trait(Kind kind, String subject) {

    /** What may show at several sites. */
    public enum Kind {
        /** Somebody on the internet whom no device of the site had contacted before. */
        DESTINATION,
        /** A MAC address that its maker gave. */
        MAC,
        /** A model of which a device contacts somebody on the internet. */
        MODEL
    }

    /** Reads what {@link #toString} wrote. */
    public static Trait parse(String text) {
        int bar = text.indexOf('|');
        return new Trait(Kind.valueOf(text.substring(0, bar).toUpperCase(Locale.ROOT)), text.substring(bar + 1));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "|" + subject;
    }
}
