package io.curfew.policy.alert;

import io.curfew.policy.Alert;
import io.curfew.policy.Tally;
import io.curfew.policy.memory.Exhibits;
import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Outcomes;
import io.curfew.policy.memory.PastHours;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Counts how often the matter of each alert happens, by hours and by outcomes, and keeps the first piece of evidence
 * and the latest. What changes each time lies in small rows of its own.
 */
final class Ledger {
    private final Rows rows;

    Ledger(Rows rows) {
        this.rows = rows;
    }

    /** Null when it never happened. */
    @Nullable
    Occurrences occurrences(String id) {
        return rows.get(Table.OCCURRENCES, id);
    }

    /** Counts one; returns which it is, from 1. */
    long count(String id, @Nullable Occurrences known, Occurrence more) {
        long hour = Occurrences.hourOf(more.evidence().at());
        Occurrences before = known == null ? Occurrences.none(more.first(), more.last(), hour) : known;
        if (hour > before.hour()) {
            putPast(id, before.hour(), _ -> before.inHour());
        }
        Occurrences now = hour > before.hour() ? before.inHour(hour) : before;
        boolean isLate = hour < now.hour();
        if (isLate) {
            putPast(id, hour, outcomes -> outcomes.with(more.outcome()));
        }
        Outcomes inHour = isLate ? now.inHour() : now.inHour().with(more.outcome());
        Occurrences counted = now.counting(more.outcome(), more.first(), more.last(), inHour);
        put(id, counted, counted.count(), more, counted.isWorthShowing(shown(counted.count(), more)));
        return counted.count();
    }

    /** Says how an occurrence went that was counted before its outcome was known. */
    void settle(String id, Occurrences known, long number, Occurrence settled) {
        long hour = Occurrences.hourOf(settled.evidence().at());
        if (hour < known.hour()) {
            putPast(id, hour, outcomes -> outcomes.settling(settled.outcome()));
        }
        Outcomes inHour = hour == known.hour() ? known.inHour().settling(settled.outcome()) : known.inHour();
        Occurrences now = known.settling(settled.outcome(), settled.last(), inHour);
        put(id, now, number, settled, isToBeShown(id, known, number, settled));
    }

    /** An occurrence that has a piece gets another one; those before the latest that has one had their turn. */
    private boolean isToBeShown(String id, Occurrences known, long number, Occurrence settled) {
        Occurrences.Shown latest = known.shown();
        boolean hadItsTurn = latest != null && number <= latest.number();
        return hadItsTurn ? exhibits(id).shows(number) : known.isWorthShowing(shown(number, settled));
    }

    private void put(String id, Occurrences now, long number, Occurrence occurrence, boolean isShown) {
        put(id, isShown ? now.showing(shown(number, occurrence)) : now);
        if (isShown) {
            rows.put(Table.EXHIBITS, id, exhibits(id).with(new Exhibits.Exhibit(number, occurrence.evidence())));
        }
    }

    private static Occurrences.Shown shown(long number, Occurrence occurrence) {
        return new Occurrences.Shown(
                number, occurrence.evidence().at(), occurrence.outcome(), Exhibits.gist(occurrence.evidence()));
    }

    /** What shows an alert's matter. */
    List<Alert.Evidence> evidence(String id) {
        return exhibits(id).evidence();
    }

    private Exhibits exhibits(String id) {
        Exhibits known = rows.get(Table.EXHIBITS, id);
        return known == null ? Exhibits.NONE : known;
    }

    void put(String id, Occurrences occurrences) {
        rows.put(Table.OCCURRENCES, id, occurrences);
    }

    /** It is {@code now} again: what happened at times that have yet to come happened now. Tells of which alerts. */
    Map<String, Occurrences> backTo(Instant now) {
        Map<String, Occurrences> ahead = new TreeMap<>();
        rows.forEach(Table.OCCURRENCES, (id, occurrences) -> {
            if (occurrences.isAhead(now)) {
                ahead.put(id, occurrences);
            }
        });
        ahead.replaceAll((id, known) -> backTo(now, id, known));
        return ahead;
    }

    /**
     * What happened while nobody could tell how late it was.
     *
     * @param thought what was counted of it, held to be of the time before
     * @param caughtUp the same, of when its evidence says
     */
    record Held(Occurrences thought, Occurrences caughtUp) {
        boolean isNew() {
            return !thought.first().equals(caughtUp.first());
        }
    }

    /**
     * It is {@code now}, long after {@code before}: what happened while nobody could tell so was held to be of
     * {@code before}, and is of when its evidence says. Tells of which alerts.
     *
     * @param far what is further ahead of {@code before} was told in that while
     */
    Map<String, Held> caughtUp(Instant before, Duration far, Instant now) {
        Instant meanwhile = before.plus(far);
        Map<String, Occurrences> thought = new TreeMap<>();
        rows.forEach(Table.OCCURRENCES, (id, occurrences) -> {
            Occurrences.Shown latest = occurrences.shown();
            if (!occurrences.last().isBefore(before)
                    && latest != null
                    && latest.at().isAfter(meanwhile)) {
                thought.put(id, occurrences);
            }
        });
        Map<String, Held> held = new TreeMap<>();
        thought.forEach((id, known) -> {
            Instant began = evidence(id).getFirst().at();
            Occurrences caughtUp = known.caughtUp(began.isAfter(meanwhile) ? began : known.first(), now);
            put(id, caughtUp);
            held.put(id, new Held(known, caughtUp));
        });
        return held;
    }

    private Occurrences backTo(Instant now, String id, Occurrences known) {
        long hour = Occurrences.hourOf(now);
        PastHours past = rows.get(Table.PAST_HOURS, id);
        Outcomes inHour = known.inHour();
        if (past != null && known.hour() > hour) {
            inHour = inHour.plus(past.from(hour));
            rows.put(Table.PAST_HOURS, id, past.before(hour));
        }
        Occurrences mended = known.noLaterThan(now, inHour);
        put(id, mended);
        return mended;
    }

    private void putPast(String id, long hour, UnaryOperator<Outcomes> change) {
        PastHours past = rows.get(Table.PAST_HOURS, id);
        rows.put(Table.PAST_HOURS, id, (past == null ? PastHours.NONE : past).with(hour, change));
    }

    /** The same for people. */
    Tally tally(String id, Occurrences occurrences) {
        PastHours past = rows.get(Table.PAST_HOURS, id);
        List<Tally.Hour> hours = new ArrayList<>();
        if (past != null) {
            past.hours().forEach(hour -> hours.add(hour(hour.hour(), hour.outcomes())));
        }
        hours.add(hour(occurrences.hour(), occurrences.inHour()));
        return tally(occurrences, hours);
    }

    /** The same without the hours. */
    static Tally tally(Occurrences occurrences) {
        return tally(occurrences, List.of());
    }

    private static Tally tally(Occurrences occurrences, List<Tally.Hour> hours) {
        return new Tally(
                occurrences.count(),
                occurrences.outcomes().byText(Tally.UNKNOWN),
                occurrences.first(),
                occurrences.last(),
                hours);
    }

    private static Tally.Hour hour(long hour, Outcomes outcomes) {
        return new Tally.Hour(Instant.EPOCH.plus(Duration.ofHours(hour)), outcomes.byText(Tally.UNKNOWN));
    }
}
