package io.curfew.policy;

import io.curfew.policy.Alert.State;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where a matter stands, and how it came there. Keeps at most {@value #MOST_NOTES} notes, the latest ones, and at most
 * {@value #MOST_EVENTS} events: the first one, and the latest.
 *
 * @param state where it stands
 * @param mutedUntil when it will be told again; absent unless it is muted. A matter that was over by itself while it
 *     was muted keeps it: until then it comes again as muted
 * @param acknowledgement who took note of it; absent while nobody has. A muted matter keeps it
 * @param resolution who says that it is over; absent unless it is resolved
 * @param reopened when it was last opened again; absent when it never was resolved before
 * @param notes what people wrote about it, oldest first
 * @param history what became of it, oldest first
 */
public record Standing(
        State state,
        @Nullable Instant mutedUntil,
        @Nullable Acknowledgement acknowledgement,
        @Nullable Resolution resolution,
        @Nullable Instant reopened,
        List<Note> notes,
        List<Event> history) {
    /** The most notes that are kept. */
    public static final int MOST_NOTES = 16;
    /** The most events that are kept. */
    public static final int MOST_EVENTS = 32;
    /** Who did what nobody did: it came by itself. */
    public static final String NOBODY = "";

    /**
     * Somebody took note.
     *
     * @param by the user's name
     * @param at when
     * @param note what they wrote; empty when nothing
     */
    public record Acknowledgement(String by, Instant at, String note) {}

    /**
     * It is over.
     *
     * @param by the user's name; empty when it came by itself
     * @param at since when
     */
    public record Resolution(String by, Instant at) {}

    /**
     * Somebody wrote something.
     *
     * @param by the user's name
     * @param at when
     * @param text what they wrote
     */
    public record Note(String by, Instant at, String text) {}

    /** What can become of a matter. */
    public enum Turn {
        OPENED,
        ACKNOWLEDGED,
        UNACKNOWLEDGED,
        MUTED,
        UNMUTED,
        RESOLVED,
        REOPENED,
        NOTED
    }

    /**
     * Something became of the matter.
     *
     * @param at when
     * @param by the user's name; empty when it came by itself
     * @param turn what
     * @param until until when it is muted; absent for everything else
     */
    public record Event(
            Instant at, String by, Turn turn, @Nullable Instant until) {
        /** People have clocks of their own. */
        private Event noLaterThan(Instant now) {
            return by.equals(NOBODY) && at.isAfter(now) ? new Event(now, by, turn, until) : this;
        }
    }

    public Standing {
        Objects.requireNonNull(state, "a matter stands somewhere");
        // A row that an earlier version wrote has neither.
        notes = notes == null ? List.of() : List.copyOf(notes);
        history = history == null ? List.of() : List.copyOf(history);
        boolean isWaiting = resolution != null && resolution.by().equals(NOBODY);
        if ((state == State.MUTED) != (mutedUntil != null) && !isWaiting) {
            throw new IllegalArgumentException("a matter is muted until a time, was " + state + " until " + mutedUntil);
        }
        if ((state == State.RESOLVED) != (resolution != null)) {
            throw new IllegalArgumentException("a matter is resolved by somebody or itself, was " + state);
        }
        if (notes.size() > MOST_NOTES || history.size() > MOST_EVENTS) {
            throw new IllegalArgumentException("at most " + MOST_NOTES + " notes and " + MOST_EVENTS
                    + " events are kept, were " + notes.size() + " and " + history.size());
        }
    }

    /** Of a matter that came up. */
    public static Standing opened(Instant at) {
        return new Standing(
                State.OPEN, null, null, null, null, List.of(), List.of(new Event(at, NOBODY, Turn.OPENED, null)));
    }

    /**
     * Of which is known only now when it came.
     *
     * @param thought when it was thought to have come
     * @param opened when what opened then truly did
     * @param again when what opened again then truly did
     */
    public Standing cameAt(Instant thought, Instant opened, Instant again) {
        List<Event> dated = history.stream()
                .map(event -> !event.at().equals(thought)
                        ? event
                        : switch (event.turn()) {
                            case OPENED -> new Event(opened, event.by(), Turn.OPENED, null);
                            case REOPENED -> new Event(again, event.by(), Turn.REOPENED, null);
                            default -> event;
                        })
                .toList();
        return new Standing(
                state,
                mutedUntil,
                acknowledgement,
                resolution,
                thought.equals(reopened) ? again : reopened,
                notes,
                dated);
    }

    /** It is {@code now} again: what became of it by itself at times that have yet to come did so now. */
    public Standing noLaterThan(Instant now) {
        return new Standing(
                state,
                mutedUntil,
                acknowledgement,
                resolution != null
                                && resolution.by().equals(NOBODY)
                                && resolution.at().isAfter(now)
                        ? new Resolution(NOBODY, now)
                        : resolution,
                reopened != null && reopenedByHand() == null && reopened.isAfter(now) ? now : reopened,
                notes,
                history.stream().map(event -> event.noLaterThan(now)).toList());
    }

    /**
     * True when the matter is not over after all: it happened again.
     *
     * @param last when it happened last as far as was known
     * @param again when it happened now; word of it may come late
     */
    public boolean isRefutedBy(Instant last, Instant again) {
        return resolution != null && again.isAfter(resolution.by().equals(NOBODY) ? last : resolution.at());
    }

    public Standing acknowledged(String by, Instant at, String note) {
        Acknowledgement acknowledged = new Acknowledgement(by, at, note);
        return state == State.RESOLVED || acknowledged.equals(acknowledgement)
                ? this
                : new Standing(
                        State.ACKNOWLEDGED,
                        null,
                        acknowledged,
                        null,
                        reopened,
                        notes,
                        and(new Event(at, by, Turn.ACKNOWLEDGED, null)));
    }

    public Standing unacknowledged(String by, Instant at) {
        return acknowledgement == null || state == State.RESOLVED
                ? this
                : new Standing(
                        state == State.MUTED ? State.MUTED : State.OPEN,
                        mutedUntil,
                        null,
                        null,
                        reopened,
                        notes,
                        and(new Event(at, by, Turn.UNACKNOWLEDGED, null)));
    }

    public Standing muted(String by, Instant at, Instant until) {
        return state == State.RESOLVED || until.equals(mutedUntil)
                ? this
                : new Standing(
                        State.MUTED,
                        until,
                        acknowledgement,
                        null,
                        reopened,
                        notes,
                        and(new Event(at, by, Turn.MUTED, until)));
    }

    public Standing unmuted(String by, Instant at) {
        return state != State.MUTED
                ? this
                : new Standing(
                        acknowledgement == null ? State.OPEN : State.ACKNOWLEDGED,
                        null,
                        acknowledgement,
                        null,
                        reopened,
                        notes,
                        and(new Event(inOrder(by, at), by, Turn.UNMUTED, null)));
    }

    public Standing resolved(String by, Instant at) {
        return state == State.RESOLVED ? this : resolved(new Resolution(by, inOrder(by, at)));
    }

    /** Over by itself, with a word why. */
    public Standing resolved(Instant at, String why) {
        if (state == State.RESOLVED) {
            return this;
        }
        Standing over = resolved(NOBODY, at);
        return over.noted(NOBODY, over.history().getLast().at(), why);
    }

    private Standing resolved(Resolution resolved) {
        return new Standing(
                State.RESOLVED,
                resolved.by().equals(NOBODY) ? mutedUntil : null,
                acknowledgement,
                resolved,
                reopened,
                notes,
                and(new Event(resolved.at(), resolved.by(), Turn.RESOLVED, null)));
    }

    /**
     * Open again, and still muted where that was for longer and it comes by itself; whoever took note of it before has
     * to do so again.
     */
    public Standing reopened(String by, Instant at) {
        if (state != State.RESOLVED) {
            return this;
        }
        Instant since = inOrder(by, at);
        boolean isMuted = mutedUntil != null && by.equals(NOBODY) && since.isBefore(mutedUntil);
        return new Standing(
                isMuted ? State.MUTED : State.OPEN,
                isMuted ? mutedUntil : null,
                null,
                null,
                since,
                notes,
                and(new Event(since, by, Turn.REOPENED, null)));
    }

    /** When a person last said that it is not over; null when none did since it was resolved or opened again. */
    public @Nullable Instant reopenedByHand() {
        boolean isByHand = history.stream()
                .anyMatch(event -> event.turn() == Turn.REOPENED
                        && event.at().equals(reopened)
                        && !event.by().equals(NOBODY));
        return isByHand ? reopened : null;
    }

    /** What came by itself came after what is known of before, even where word of it came late. */
    private Instant inOrder(String by, Instant at) {
        Instant latest = history.isEmpty() ? at : history.getLast().at();
        return by.equals(NOBODY) && latest.isAfter(at) ? latest : at;
    }

    /** With what somebody wrote, for itself or about what they just did. */
    public Standing noted(String by, Instant at, String text) {
        Note note = new Note(by, at, text);
        if (notes.contains(note)) {
            return this;
        }
        boolean isAboutDeed = !history.isEmpty()
                && history.getLast().by().equals(by)
                && history.getLast().at().equals(at);
        return new Standing(
                state,
                mutedUntil,
                acknowledgement,
                resolution,
                reopened,
                latest(notes, note, 0, MOST_NOTES),
                isAboutDeed ? history : and(new Event(at, by, Turn.NOTED, null)));
    }

    private List<Event> and(Event event) {
        return latest(history, event, 1, MOST_EVENTS);
    }

    /** The first {@code spared} stay, the latest follow. */
    private static <T> List<T> latest(List<T> known, T added, int spared, int most) {
        List<T> more = new ArrayList<>(known);
        if (more.size() >= most) {
            more.remove(spared);
        }
        more.add(added);
        return more;
    }
}
