package io.curfew.collector.load;

import io.curfew.events.Observation;
import io.curfew.events.StatusObservation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A recorded home with each device several times over; what all such homes see, second by second, again and again. */
final class Home {
    private static final int NUMBERS_A_TWIN = 100_000;
    /** So that the twins do not all act at once. */
    private static final long STEP_SECONDS = 7;

    private final Recording recording;
    private final int twins;
    private final Map<Long, List<Observation>> statusesBySecond;
    private long roundMade = -1;
    private List<List<Observation>> seconds = List.of();

    Home(Recording recording, int twins) {
        this.recording = recording;
        this.twins = twins;
        statusesBySecond = recording.observations().stream()
                .filter(StatusObservation.class::isInstance)
                .collect(Collectors.groupingBy(status -> recording.secondOf(status)));
    }

    Recording recording() {
        return recording;
    }

    /** What is seen in one second, counted from the start of the recording. */
    List<Observation> second(long second) {
        long length = recording.length().toSeconds();
        long round = second / length;
        if (round != roundMade) {
            seconds = made(round, (int) length);
            roundMade = round;
        }
        return seconds.get((int) (second % length));
    }

    /** What is seen in one second in which no device does anything: what the sensor says of itself. */
    List<Observation> quietSecond(long second) {
        long length = recording.length().toSeconds();
        Readdressing readdressing = new Readdressing(0, Duration.ofSeconds(second / length * length), 0);
        return statusesBySecond.getOrDefault(second % length, List.of()).stream()
                .map(readdressing::of)
                .toList();
    }

    private List<List<Observation>> made(long round, int length) {
        List<List<Observation>> made = new ArrayList<>(length);
        for (int second = 0; second < length; second++) {
            made.add(new ArrayList<>());
        }
        for (int twin = 0; twin < twins; twin++) {
            long shift = twin * STEP_SECONDS % length;
            for (Observation recorded : recording.observations()) {
                long at = recording.secondOf(recorded);
                long shifted = (at + shift) % length;
                Duration later = Duration.ofSeconds(round * length + shifted - at);
                // What has come round belongs to the flows of the round before, so that those end.
                long played = at + shift >= length ? round : round + 1;
                Readdressing readdressing = new Readdressing(twin, later, (played * twins + twin) * NUMBERS_A_TWIN);
                made.get((int) shifted).add(readdressing.of(recorded));
            }
        }
        made.forEach(seen -> seen.sort(Comparator.comparing(Observation::at)));
        return made;
    }
}
