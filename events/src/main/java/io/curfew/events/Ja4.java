package io.curfew.events;

/**
 * The JA4 fingerprint of a TLS client, as FoxIO publishes it under the BSD licence: what the client offers, its ciphers
 * and its extensions, of which the last two are hashed. Programs made the same way have the same.
 *
 * @param text as {@code t13d1516h2_8daaf6152771_e5627efa2ab1}
 */
public record Ja4(String text) {
    private static final int LENGTH = 36;
    private static final int FIRST_UNDERSCORE = 10;
    private static final int SECOND_UNDERSCORE = 23;

    public Ja4 {
        boolean hasParts = text.length() == LENGTH
                && text.charAt(FIRST_UNDERSCORE) == '_'
                && text.charAt(SECOND_UNDERSCORE) == '_';
        if (!hasParts) {
            throw new IllegalArgumentException(
                    "a JA4 fingerprint has 10, 12 and 12 characters with \"_\" between them, was \"" + text + "\"");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
