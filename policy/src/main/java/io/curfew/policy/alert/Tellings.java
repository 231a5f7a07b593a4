package io.curfew.policy.alert;

import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    /** Before it none is due that only happened again; absent when nobody has looked. */
    private @Nullable Instant soonest;

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
            soonest = soonest == null ? null : earlier(due, soonest);
        }
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
        if (atOnce.isEmpty() && (rows.size(Table.UNTOLD) == 0 || (soonest != null && now.isBefore(soonest)))) {
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        Instant[] next = {Instant.MAX};
        rows.forEach(Table.UNTOLD, (id, moment) -> {
            if (moment.isAfter(now)) {
                next[0] = earlier(moment, next[0]);
            } else if (!atOnce.contains(id)) {
                due.add(new Due(moment, id));
            }
        });
        Collections.sort(due);
        List<Due> taken = due.subList(0, Math.min(due.size(), MOST_REPEATS));
        soonest = taken.size() < due.size() ? due.get(taken.size()).moment() : next[0];
        return take(taken.stream().map(Due::id).toList());
    }

    /** Takes all that was not told of, due or not: what became something first, then the others by their ids. */
    List<String> takeAll() {
        List<String> repeats = new ArrayList<>(rows.keys(Table.UNTOLD));
        Collections.sort(repeats);
        soonest = Instant.MAX;
        return take(repeats);
    }

    private List<String> take(List<String> repeats) {
        Set<String> all = new LinkedHashSet<>(atOnce);
        all.addAll(repeats);
        atOnce.clear();
        all.forEach(id -> rows.remove(Table.UNTOLD, id));
        return List.copyOf(all);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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
