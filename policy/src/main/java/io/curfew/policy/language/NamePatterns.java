package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names with asterisks, each standing for any letters, dots too, and for all names below. Those that end in whole
 * labels are found by these, so that a name is held against the few that it can match.
 */
final class NamePatterns {
    /**
     * @param text the name, in lower case
     * @param marks what it says of the names that it matches
     */
    record Pattern(String text, int marks) {}

    private final List<Pattern> patterns;
    private final Map<String, List<Pattern>> byEnd = new HashMap<>();
    private final List<Pattern> openEnded = new ArrayList<>();
    /** The ends once more, to be asked without making an object. */
    private final NameTable ends = new NameTable();

    NamePatterns(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
        for (Pattern pattern : patterns) {
            String end = end(pattern.text());
            if (end.isEmpty()) {
                openEnded.add(pattern);
            } else {
                byEnd.computeIfAbsent(end, _ -> new ArrayList<>()).add(pattern);
                ends.add(end, 1);
            }
        }
        ends.close();
    }

    /** The whole labels after the last asterisk; empty when there are none. */
    private static String end(String pattern) {
        int dot = pattern.indexOf('.', pattern.lastIndexOf('*'));
        return dot < 0 ? "" : pattern.substring(dot + 1);
    }

    int size() {
        return patterns.size();
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** The marks of all patterns that match. */
    int marks(String name) {
        int marks = marks(openEnded, name);
        if (ends.marks(name) == 0) {
            return marks;
        }
        for (int from = 0; from >= 0; from = next(name, from)) {
            marks |= marks(byEnd.getOrDefault(name.substring(from), List.of()), name);
        }
        return marks;
    }

    private static int next(String name, int from) {
        int dot = name.indexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
    }

    private static int marks(List<Pattern> candidates, String name) {
        int marks = 0;
        for (Pattern pattern : candidates) {
            for (int from = 0; from >= 0; from = next(name, from)) {
                if (matches(pattern.text(), name, from)) {
                    marks |= pattern.marks();
                    break;
                }
            }
        }
        return marks;
    }

    /**
     * Holds {@code name} from {@code start} on against a pattern; each asterisk is tried again from the latest one on.
     */
    private static boolean matches(String pattern, String name, int start) {
        int at = 0;
        int from = start;
        int asterisk = -1;
        int retry = 0;
        while (from < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                asterisk = at++;
                retry = from;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(from)) {
                at++;
                from++;
            } else if (asterisk >= 0) {
                at = asterisk + 1;
                from = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamePatterns that && patterns.equals(that.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }
}
