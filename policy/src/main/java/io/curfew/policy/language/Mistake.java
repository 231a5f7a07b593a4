package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/**
 * One thing that is wrong with a policy text.
 *
 * @param file the file's name as it was given
 * @param line counts from 1
 * @param column counts from 1, in characters
 * @param message what is wrong, in a sentence without the final dot
 * @param suggestion what was probably meant, as {@code did you mean "zones"?}; absent when nothing comes close
 */
public record Mistake(
        String file,
        int line,
        int column,
        String message,
        @Nullable String suggestion) {
    static final Comparator<Mistake> IN_ORDER =
            Comparator.comparing(Mistake::file).thenComparingInt(Mistake::line).thenComparingInt(Mistake::column);

    public Mistake {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1, was " + line + ":" + column);
        }
    }

    /** As compilers write it: {@code policy.yaml:3:5: unknown key "zone"; did you mean "zones"?}. */
    @Override
    public String toString() {
        String place = file + ":" + line + ":" + column + ": " + message;
        return suggestion == null ? place : place + "; " + suggestion;
    }
}
