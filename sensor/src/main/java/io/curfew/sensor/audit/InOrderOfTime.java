package io.curfew.sensor.audit;

import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lets readers read at once, each on a thread of its own, and hands on what they tell on the caller's thread, in the
 * order of time: always the earliest of what each tells next; of equals, that of the reader who was named first. The
 * order depends on nothing else. Of each reader at most {@value Lane#MOST_WAITING} observations wait.
 */
public final class InOrderOfTime {
    private InOrderOfTime() {}

    /** Who reads; tells what is found through the relay. */
    @FunctionalInterface
    public interface Reader {
        void read(Relay relay);
    }

    /** The way from a reader to whom an observation is handed on. */
    @FunctionalInterface
    public interface Relay {
        /** A sink for the reader: what it takes, {@code end} is given when its turn has come. */
        ObservationSink to(ObservationSink end);
    }

    /** What a reader tells next. */
    private record Head(int reader, Lane lane, Lane.Told told) {
        static @Nullable Head of(int reader, Lane lane) throws InterruptedException {
            Lane.Told told = lane.take();
            return told == null ? null : new Head(reader, lane, told);
        }

        Instant at() {
            return told.observation().at();
        }
    }

    /**
     * Returns when all have read to their ends.
     *
     * @throws IllegalStateException when one failed, with what it failed of as its cause
     */
    public static void read(List<Reader> readers) throws InterruptedException {
        List<Lane> lanes = new ArrayList<>();
        try {
            for (Reader reader : readers) {
                Lane lane = new Lane();
                lanes.add(lane);
                var _ = Thread.ofVirtual().name("curfew-reader-" + lanes.size()).start(() -> lane.fill(reader));
            }
            handOn(lanes);
        } finally {
            lanes.forEach(Lane::close);
        }
    }

    private static void handOn(List<Lane> lanes) throws InterruptedException {
        PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparing(Head::at).thenComparingInt(Head::reader));
        for (int reader = 0; reader < lanes.size(); reader++) {
            add(Head.of(reader, lanes.get(reader)), heads);
        }
        while (!heads.isEmpty()) {
            Head earliest = heads.remove();
            earliest.told().handOn();
            add(Head.of(earliest.reader(), earliest.lane()), heads);
        }
    }

    private static void add(@Nullable Head head, PriorityQueue<Head> heads) {
        if (head != null) {
            heads.add(head);
        }
    }
}
