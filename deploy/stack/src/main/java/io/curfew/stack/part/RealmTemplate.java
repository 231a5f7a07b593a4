package io.curfew.stack.part;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The realm that Keycloak imports, with its blanks, <code>${…}</code>, filled in. */
final class RealmTemplate {
    private static final Pattern BLANK = Pattern.compile("\\$\\{([a-z-]+)}");

    private RealmTemplate() {}

    static String filled(Credentials credentials, String consoleAddress, boolean passwordGrant) {
        return BLANK.matcher(template())
                .replaceAll(blank -> Matcher.quoteReplacement(
                        switch (blank.group(1)) {
                            case "console-address" -> consoleAddress;
                            case "password-grant" -> Boolean.toString(passwordGrant);
                            default -> credentials.of(blank.group(1));
                        }));
    }

    private static String template() {
        try (InputStream file = RealmTemplate.class.getResourceAsStream("curfew-realm.json")) {
            if (file == null) {
                throw new IllegalStateException("curfew-realm.json is missing beside " + RealmTemplate.class);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
