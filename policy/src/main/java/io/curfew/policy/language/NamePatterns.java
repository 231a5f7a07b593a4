package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names with asterisks, each standing for any letters, dots too, and for all names below. A name is held against those
 * alone that end in its last letters and begin in one of its labels: a list may have thousands that end in
 * {@code .com}.
 */
final class NamePatterns {
    /**
     * @param text the name, in lower case
     * @param marks what it says of the names that it matches
     */
    record Pattern(String text, int marks) {
        /** What stands after the last asterisk. */
        private String tail() {
            return text.substring(text.lastIndexOf('*') + 1);
        }

        /** What stands before the first asterisk. */
        private String head() {
            int asterisk = text.indexOf('*');
            return asterisk < 0 ? text : text.substring(0, asterisk);
        }
    }

    private final List<Pattern> patterns;
    private final Map<String, Tails> byEnd = new HashMap<>();
    private final Tails openEnded = new Tails();
    /** The ends once more, to be asked without making an object. */
    private final NameTable ends = new NameTable();

    /** Patterns by their tails. */
    private static final class Tails {
        private final Map<String, Heads> byTail = new HashMap<>();
        private final Set<Integer> lengths = new TreeSet<>();

        private void add(Pattern pattern) {
            String tail = pattern.tail();
            byTail.computeIfAbsent(tail, _ -> new Heads()).add(pattern);
            lengths.add(tail.length());
        }

        private int marks(String name) {
            int marks = 0;
            for (int length : lengths) {
                if (length > name.length()) {
                    break;
                }
                Heads heads = byTail.get(name.substring(name.length() - length));
                marks |= heads == null ? 0 : heads.marks(name);
            }
            return marks;
        }
    }

    /** Patterns of one tail by their heads. */
    private static final class Heads {
        private final Map<String, List<Pattern>> byHead = new HashMap<>();
        private final Set<Integer> lengths = new TreeSet<>();

        private void add(Pattern pattern) {
            String head = pattern.head();
            byHead.computeIfAbsent(head, _ -> new ArrayList<>()).add(pattern);
            lengths.add(head.length());
        }

        private int marks(String name) {
            int marks = 0;
            for (int from = 0; from >= 0; from = next(name, from)) {
                for (int length : lengths) {
                    if (from + length > name.length()) {
                        break;
                    }
                    for (Pattern pattern : byHead.getOrDefault(name.substring(from, from + length), List.of())) {
                        marks |= matches(pattern.text(), name, from) ? pattern.marks() : 0;
                    }
                }
            }
            return marks;
        }
    }

    NamePatterns(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
        for (Pattern pattern : patterns) {
            String end = end(pattern.text());
            if (end.isEmpty()) {
                openEnded.add(pattern);
            } else {
                byEnd.computeIfAbsent(end, _ -> new Tails()).add(pattern);
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
        int marks = openEnded.marks(name);
        if (ends.marks(name) == 0) {
            return marks;
        }
        for (int from = 0; from >= 0; from = next(name, from)) {
            Tails tails = byEnd.get(name.substring(from));
            marks |= tails == null ? 0 : tails.marks(name);
        }
        return marks;
    }

    private static int next(String name, int from) {
        int dot = name.indexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
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
