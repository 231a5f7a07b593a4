package io.curfew.policy.alert;

import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows which alerts are to be told of: at once when something became of them; when they only happened again, after a
 * part of the time for which they have been known, at least {@link #SHORTEST} and at most {@link #LONGEST}, and not
 * many at a time.
 */
final class Tellings {
    static final Duration SHORTEST = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofMinutes(5);
    /**
     * So many that only happened again are told of at once. A site whose devices all wake up, and whose many open
     * alerts happen again in the same second, tells of them one after the other, and makes no new alert wait.
     */
    static final int MOST_REPEATS = 2;

    private static final int PART = 4;

    private final Rows rows;
    private final Set<String> atOnce = new LinkedHashSet<>();
    /**
     * Those that only happened again, the longest due first, and some whose alerts have made room; absent when nobody
     * has looked.
     */
    private @Nullable NavigableSet<Due> repeats;

    Tellings(Rows rows) {
        this.rows = rows;
    }

    /** Something became of an alert. */
    void atOnce(String id) {
        atOnce.add(id);
    }

    /** An alert happened again. */
    void later(String id, Occurrences known) {
        Instant told = known.told();
        if (told == null) {
            atOnce.add(id);
        } else if (rows.get(Table.UNTOLD, id) == null) {
            Instant due = told.plus(pause(Duration.between(known.first(), told)));
            rows.put(Table.UNTOLD, id, due);
            if (repeats != null) {
                repeats.add(new Due(due, id));
            }
        }
    }

    /** It is {@code now} again: what is due at a time that has yet to come is due now. */
    void backTo(Instant now) {
        for (String id : rows.keys(Table.UNTOLD)) {
            rows.change(Table.UNTOLD, id, due -> due.isAfter(now) ? now : due);
        }
        repeats = null;
    }

    private static Duration pause(Duration age) {
        Duration part = age.dividedBy(PART);
        return part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    /**
     * Takes those to be told of at {@code now}: what became something first, then of the others those that are due
     * longest, at most {@link #MOST_REPEATS}.
     */
    List<String> take(Instant now) {
        NavigableSet<Due> known = repeats();
        List<String> taken = new ArrayList<>(MOST_REPEATS);
        while (taken.size() < MOST_REPEATS
                && !known.isEmpty()
                && !known.first().moment().isAfter(now)) {
            Due due = known.removeFirst();
            if (due.moment().equals(rows.get(Table.UNTOLD, due.id())) && !atOnce.contains(due.id())) {
                taken.add(due.id());
            }
        }
        return take(taken);
    }

    private NavigableSet<Due> repeats() {
        NavigableSet<Due> known = repeats;
        if (known == null) {
            NavigableSet<Due> found = new TreeSet<>();
            rows.forEach(Table.UNTOLD, (id, moment) -> found.add(new Due(moment, id)));
            known = found;
            repeats = known;
        }
        return known;
    }

    /** Takes all that was not told of, due or not: what became something first, then the others by their ids. */
    List<String> takeAll() {
        return take(rows.keys(Table.UNTOLD));
    }

    private List<String> take(List<String> repeated) {
        if (atOnce.isEmpty() && repeated.isEmpty()) {
            return List.of();
        }
        Set<String> all = new LinkedHashSet<>(atOnce);
        all.addAll(repeated);
        atOnce.clear();
        all.forEach(this::forget);
        return List.copyOf(all);
    }

    /**
     * An alert leaves: nothing is told of it from here any more.
     *
     * @return true when something was still to be told
     */
    boolean leave(String id) {
        boolean isUntold = atOnce.remove(id) || rows.get(Table.UNTOLD, id) != null;
        forget(id);
        return isUntold;
    }

    private void forget(String id) {
        Instant due = rows.get(Table.UNTOLD, id);
        if (due != null) {
            rows.remove(Table.UNTOLD, id);
            if (repeats != null) {
                repeats.remove(new Due(due, id));
            }
        }
    }

    /** An alert that is to be told of, the longest due first. */
    private record Due(Instant moment, String id) implements Comparable<Due> {
        private static final Comparator<Due> ORDER =
                Comparator.comparing(Due::moment).thenComparing(Due::id);

        @Override
        public int compareTo(Due other) {
            return ORDER.compare(this, other);
        }
    }
}
