package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * By what a device is recognised besides its MAC address, and how that contradicts itself. Holds at most
 * {@value #MOST_MARKS} marks, of which the oldest of the kind that has most makes room, and {@value #MOST_DOUBTS}
 * doubts, of which the oldest does. What a device says of itself is cut before it comes here.
 *
 * @param marks all that it was seen with
 * @param doubts what did not fit, latest last
 * @param last when something changed last
 * @param told when a person was told last; absent while nobody was
 */
public record Likeness(
        List<Mark> marks,
        List<Doubt> doubts,
        Instant last,
        @Nullable Instant told) {
    private static final int MOST_MARKS = 32;
    private static final int MOST_DOUBTS = 12;

    /** What kind of mark, with what a contradiction counts, of 100. */
    public enum Kind {
        /** The options that it asks for by DHCP. */
        DISCOVER_FINGERPRINT(40),
        /** The same in its requests, which some devices ask for less in. */
        REQUEST_FINGERPRINT(40),
        VENDOR_CLASS(35),
        HOSTNAME(20),
        /** The time to live that its packets begin with. */
        INITIAL_TTL(25),
        /** How it begins TLS. */
        JA4(10),
        /** Where it is: zone and VLAN. */
        PLACE(30);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        public int weight() {
            return weight;
        }
    }

    /**
     * A mark.
     *
     * @param last when it was seen last, to some minutes
     */
    public record Mark(Kind kind, String value, Instant last) {
        private Mark noLaterThan(Instant now) {
            return new Mark(kind, value, Moments.earlier(last, now));
        }
    }

    /** What did not fit: a mark of a kind, where another was known. */
    public record Doubt(Kind kind, String known, String seen, Instant at) {
        private Doubt noLaterThan(Instant now) {
            return new Doubt(kind, known, seen, Moments.earlier(at, now));
        }
    }

    public Likeness {
        marks = List.copyOf(marks);
        doubts = List.copyOf(doubts);
    }

    /** Nothing is known yet. */
    public static Likeness none(Instant moment) {
        return new Likeness(List.of(), List.of(), moment, null);
    }

    /** The mark with this value; null when it was not seen. */
    public @Nullable Mark find(Kind kind, String value) {
        for (Mark mark : marks) {
            if (mark.kind() == kind && mark.value().equals(value)) {
                return mark;
            }
        }
        return null;
    }

    /** The latest mark of a kind; null when none was seen. */
    public @Nullable Mark latest(Kind kind) {
        Mark latest = null;
        for (Mark mark : marks) {
            if (mark.kind() == kind && (latest == null || !mark.last().isBefore(latest.last()))) {
                latest = mark;
            }
        }
        return latest;
    }

    public int count(Kind kind) {
        int count = 0;
        for (Mark mark : marks) {
            count += mark.kind() == kind ? 1 : 0;
        }
        return count;
    }

    /** With a mark seen now. */
    public Likeness with(Kind kind, String value, Instant at) {
        List<Mark> more = new ArrayList<>(marks);
        more.removeIf(mark -> mark.kind() == kind && mark.value().equals(value));
        more.add(new Mark(kind, value, at));
        if (more.size() > MOST_MARKS) {
            more.remove(oldestOfMost(more));
        }
        return new Likeness(more, doubts, at, told);
    }

    /** Many values of one kind push out no other kind, of which one value may be all that is known. */
    private static Mark oldestOfMost(List<Mark> marks) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Mark mark : marks) {
            counts.merge(mark.kind(), 1, Integer::sum);
        }
        Mark oldest = marks.getFirst();
        for (Mark mark : marks) {
            if (counts.getOrDefault(mark.kind(), 0) > counts.getOrDefault(oldest.kind(), 0)) {
                oldest = mark;
            }
        }
        return oldest;
    }

    public Likeness with(Doubt doubt) {
        List<Doubt> more = new ArrayList<>(doubts);
        more.add(doubt);
        return new Likeness(marks, more.subList(Math.max(0, more.size() - MOST_DOUBTS), more.size()), last, told);
    }

    public Likeness withTold(Instant moment) {
        return new Likeness(marks, doubts, last, moment);
    }

    /** With nothing at times that have yet to come. */
    public Likeness noLaterThan(Instant now) {
        return new Likeness(
                marks.stream().map(mark -> mark.noLaterThan(now)).toList(),
                doubts.stream().map(doubt -> doubt.noLaterThan(now)).toList(),
                Moments.earlier(last, now),
                Moments.earlierIfAny(told, now));
    }
}
