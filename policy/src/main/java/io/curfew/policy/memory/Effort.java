package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How a device tries to reach somebody who does not answer it. Keeps the latest {@value #MOST_TRIES} tries; the oldest
 * makes room.
 *
 * @param since when the first try was made
 * @param last when the latest was
 * @param windowStart when the tries that count now began
 * @param windowTries how many there were since
 * @param silent tries that nothing answered
 * @param refused tries that the other side refused
 * @param rejected tries that somebody on the way rejected
 * @param told how many tries there were when a person was told last; 0 while nobody was
 * @param latest the latest tries, as they were told
 * @param tempo how they went by the time at which they began
 */
public record Effort(
        Instant since,
        Instant last,
        Instant windowStart,
        long windowTries,
        long silent,
        long refused,
        long rejected,
        long told,
        List<Try> latest,
        Tempo tempo) {
    /** The most tries that are kept. */
    public static final int MOST_TRIES = 32;

    /**
     * One try.
     *
     * @param startMillis when its first packet was sent, milliseconds since 1970
     * @param endMillis when its last packet was seen
     * @param goneMillis when it was given up at the latest: the next packet of a handshake that is not answered is due
     *     after twice the time so far, and did not come
     * @param how how it ended; absent in rows that an earlier version wrote
     */
    public record Try(
            long startMillis,
            long endMillis,
            long goneMillis,
            @Nullable End how) {
        private Try noLaterThan(long nowMillis) {
            return new Try(
                    Math.min(startMillis, nowMillis),
                    Math.min(endMillis, nowMillis),
                    Math.min(goneMillis, nowMillis),
                    how);
        }
    }

    /** How tries ended. */
    public enum End {
        SILENT,
        REFUSED,
        REJECTED
    }

    /**
     * Tries that went alike.
     *
     * @param first when the first packet of them was sent
     * @param start when the latest of them began
     * @param count how many there were
     * @param how how they went
     * @param latest the same tries one by one, as far as they are kept, at even times
     * @param told when they were told
     */
    public record Tries(Instant first, Instant start, long count, End how, List<Try> latest, Instant told) {
        public Tries {
            latest = List.copyOf(latest);
        }

        private long stepMillis() {
            return latest.size() < 2
                    ? 0
                    : latest.get(1).startMillis() - latest.get(0).startMillis();
        }
    }

    public Effort {
        latest = List.copyOf(latest);
        tempo = tempo == null ? Tempo.of(latest) : tempo;
    }

    /** Nothing was tried yet. */
    public static Effort since(Instant moment) {
        return new Effort(moment, moment, moment, 0, 0, 0, 0, 0, List.of(), Tempo.NONE);
    }

    public long tries() {
        return silent + refused + rejected;
    }

    /** With more tries; those of an earlier window no longer count as many at a time. */
    public Effort with(Tries more, Duration window) {
        Instant start = more.start();
        End how = more.how();
        long tries = more.count();
        boolean isNewWindow = Duration.between(windowStart, start).compareTo(window) > 0;
        return new Effort(
                Moments.earlier(more.first(), since),
                start.isAfter(last) ? start : last,
                isNewWindow ? start : windowStart,
                (isNewWindow ? 0 : windowTries) + tries,
                silent + (how == End.SILENT ? tries : 0),
                refused + (how == End.REFUSED ? tries : 0),
                rejected + (how == End.REJECTED ? tries : 0),
                told,
                with(more.latest()),
                tempo.with(
                        tries,
                        more.latest().getLast().startMillis(),
                        more.stepMillis(),
                        how,
                        more.told().toEpochMilli()));
    }

    public Effort withTold() {
        return new Effort(since, last, windowStart, windowTries, silent, refused, rejected, tries(), latest, tempo);
    }

    /** With nothing at times that have yet to come. */
    public Effort noLaterThan(Instant now) {
        return new Effort(
                Moments.earlier(since, now),
                Moments.earlier(last, now),
                Moments.earlier(windowStart, now),
                windowTries,
                silent,
                refused,
                rejected,
                told,
                latest.stream().map(one -> one.noLaterThan(now.toEpochMilli())).toList(),
                tempo.noLaterThan(now.toEpochMilli()));
    }

    private List<Try> with(List<Try> latestTries) {
        List<Try> more = new ArrayList<>(latest.size() + latestTries.size());
        more.addAll(latest);
        more.addAll(latestTries);
        return more.subList(Math.max(0, more.size() - MOST_TRIES), more.size());
    }

    /** The most tries that were surely under way at one time. */
    public int surelyAtOnce() {
        return most(Try::endMillis);
    }

    /** The most tries that may have been under way at one time. */
    public int atMostAtOnce() {
        return most(Try::goneMillis);
    }

    private int most(ToLongFunction<Try> end) {
        int most = 0;
        for (Try one : latest) {
            int here = 0;
            for (Try other : latest) {
                if (other.startMillis() <= one.startMillis() && one.startMillis() <= end.applyAsLong(other)) {
                    here++;
                }
            }
            most = Math.max(most, here);
        }
        return most;
    }
}
