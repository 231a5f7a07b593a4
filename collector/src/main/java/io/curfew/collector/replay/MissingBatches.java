package io.curfew.collector.replay;

import io.curfew.collector.correlate.SensorProgress;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which batches of a site are not recorded that may have held something of a span of time. Only the batches around
 * those that are missing say of when they were: what lies between two that were wholly before the span, or wholly
 * behind it, is nobody's matter; all else may have reached into it.
 */
final class MissingBatches {
    private final Instant from;
    private final Instant to;
    private final Map<SensorId, SensorProgress> progressBySensor = new HashMap<>();
    private final Map<SensorId, Times> timesBySensor = new HashMap<>();
    private final List<Missing> counted = new ArrayList<>();

    /** When what a batch holds was made. */
    private record Times(Instant earliest, Instant latest) {
        static @Nullable Times of(ObservationBatch batch) {
            return batch.observations().stream()
                    .map(Observation::at)
                    .map(at -> new Times(at, at))
                    .reduce(Times::and)
                    .orElse(null);
        }

        Times and(Times other) {
            Comparator<Instant> order = Comparator.naturalOrder();
            return new Times(
                    order.compare(earliest, other.earliest) <= 0 ? earliest : other.earliest,
                    order.compare(latest, other.latest) >= 0 ? latest : other.latest);
        }
    }

    private record Missing(SensorId sensor, String run, long first, long last) {
        boolean contains(ObservationBatch batch) {
            return sensor.equals(batch.sensor())
                    && run.equals(batch.run())
                    && first <= batch.sequence()
                    && batch.sequence() <= last;
        }
    }

    /**
     * @param from the first moment of the span
     * @param to the first moment behind it
     */
    MissingBatches(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Takes the next batch of the site.
     *
     * @return how many are found missing before it that may reach into the span; fewer than none when it was one of
     *     them; null when it was taken before
     */
    @Nullable
    Long take(ObservationBatch batch) {
        SensorProgress before = progressBySensor.getOrDefault(batch.sensor(), SensorProgress.NONE);
        if (!(before.arrival(batch.run(), batch.sequence()) instanceof SensorProgress.Arrival.Taken taken)) {
            return null;
        }
        progressBySensor.put(batch.sensor(), taken.progress());
        Times times = Times.of(batch);
        Times previous = times == null ? null : timesBySensor.put(batch.sensor(), times);
        if (taken.late()) {
            return counted.stream().anyMatch(missing -> missing.contains(batch)) ? -1L : 0L;
        }
        // Of a run that is new here nobody knows where it began: before what is recorded, mostly.
        if (taken.missing() == 0 || !before.knows(batch.run()) || !mayReachIntoSpan(previous, times)) {
            return 0L;
        }
        long first = batch.sequence() - taken.missing();
        counted.add(new Missing(batch.sensor(), batch.run(), first, batch.sequence() - 1));
        return taken.missing();
    }

    private boolean mayReachIntoSpan(@Nullable Times previous, @Nullable Times next) {
        if (previous == null || next == null) {
            return true;
        }
        Times around = previous.and(next);
        return !around.latest().isBefore(from) && around.earliest().isBefore(to);
    }
}
