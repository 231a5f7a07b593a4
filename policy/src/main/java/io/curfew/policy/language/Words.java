package io.curfew.policy.language;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Wording of messages. */
final class Words {

    private Words() {}

    /** {@code "a", "b", "c"}. */
    static String list(Collection<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
