package io.curfew.policy.alert;

import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Knows which alerts are to be told of: at once when something became of them; when they only happened again, after a
 * part of the time for which they have been known, at least {@link #SHORTEST} and at most {@link #LONGEST}.
 */
final class Tellings {
    static final Duration SHORTEST = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofMinutes(1);
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
            soonest = soonest != null && due.isBefore(soonest) ? due : soonest;
        }
    }

    private static Duration pause(Duration age) {
        Duration part = age.dividedBy(PART);
        return part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    /** Takes those to be told of at {@code now}: what became something first, then the others by their ids. */
    List<String> take(Instant now) {
        if (atOnce.isEmpty() && (rows.size(Table.UNTOLD) == 0 || (soonest != null && now.isBefore(soonest)))) {
            return List.of();
        }
        List<String> due = new ArrayList<>();
        Instant[] next = {Instant.MAX};
        rows.forEach(Table.UNTOLD, (id, moment) -> {
            if (!moment.isAfter(now)) {
                due.add(id);
            } else if (moment.isBefore(next[0])) {
                next[0] = moment;
            }
        });
        soonest = next[0];
        Collections.sort(due);
        Set<String> all = new LinkedHashSet<>(atOnce);
        all.addAll(due);
        atOnce.clear();
        all.forEach(id -> rows.remove(Table.UNTOLD, id));
        return List.copyOf(all);
    }
}
