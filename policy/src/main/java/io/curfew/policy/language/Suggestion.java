package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Locale;

/** Finds what was probably meant by a word that is not known. */
public final class Suggestion {
    private static final int MOST_EDITS = 3;
    /** Nobody mistypes a word as long as that. */
    private static final int LONGEST = 64;

    private Suggestion() {}

    /** {@code did you mean "zones"?} for the candidate that comes closest; null when none is close. */
    public static @Nullable String of(String word, Collection<String> candidates) {
        String closest = closest(word, candidates);
        return closest == null ? null : "did you mean \"" + closest + "\"?";
    }

    static @Nullable String closest(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return null;
        }
        String closest = null;
        int fewest = Math.min(MOST_EDITS, 1 + word.length() / 4) + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - word.length()) >= fewest) {
                continue;
            }
            int edits = edits(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                closest = candidate;
            }
        }
        return closest;
    }

    /** Insertions, deletions, replacements and swaps of neighbors that turn one word into the other. */
    private static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replace = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
                }
            }
        }
        return edits[from.length()][to.length()];
    }
}
