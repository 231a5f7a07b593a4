package io.curfew.sensor.name;

import io.curfew.events.Ja4;
import org.jspecify.annotations.Nullable;

/**
 * Makes fingerprints, and remembers at most {@value #MOST}: clients begin the same way again and again, and hashing is
 * most of the work. A new one takes the place of another that falls on it. For one thread.
 */
final class Fingerprints {
    static final int MOST = 128;

    private final @Nullable Known[] known = new @Nullable Known[MOST];

    private record Known(Ja4Marks marks, Ja4 ja4) {}

    Ja4 of(Ja4Marks marks) {
        int place = marks.spread() & MOST - 1;
        Known before = known[place];
        if (before != null && before.marks.isSame(marks)) {
            return before.ja4;
        }
        Ja4 ja4 = marks.ja4();
        known[place] = new Known(marks, ja4);
        return ja4;
    }
}
