package io.curfew.events;

import java.util.regex.Pattern;

/** The form of ids that people choose and that stand in keys, paths and group names without escaping. */
final class PlainId {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private PlainId() {}

    /** Refuses a text of another form; {@code what} tells people what it should have been. */
    static void check(String text, String what) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    what + " is 1 to 63 lower-case letters, digits and inner hyphens, was \"" + text + "\"");
        }
    }
}
