package io.curfew.policy.language;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/** Reads lists of names as blocklists publish them; lines that name nothing are skipped. */
final class ListReader {

    /** How a list is written. */
    enum Format {
        /** {@code 0.0.0.0 name}, as in a hosts file. */
        HOSTS,
        /** One name a line. */
        DOMAINS,
        /** {@code ||name^}, as ad blockers have it; other kinds of filters are skipped. */
        ADBLOCK
    }

    private ListReader() {}

    static NameList read(String id, Format format, String text) {
        Set<DomainName> names = new HashSet<>();
        text.lines().forEach(line -> {
            String name = name(format, line.strip());
            if (name != null && NamePattern.isName(name)) {
                names.add(new DomainName(name));
            }
        });
        return new NameList(id, names);
    }

    private static @Nullable String name(Format format, String line) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
            return null;
        }
        return switch (format) {
            case HOSTS -> {
                String[] words = line.split("\\s+", 3);
                yield words.length < 2 ? null : words[1];
            }
            case DOMAINS -> line.startsWith("*.") ? line.substring(2) : line.split("\\s+", 2)[0];
            case ADBLOCK -> line.startsWith("||") && line.endsWith("^") ? line.substring(2, line.length() - 1) : null;
        };
    }
}
