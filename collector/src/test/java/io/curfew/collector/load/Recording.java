package io.curfew.collector.load;

import io.curfew.events.Observation;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a sensor saw in one home.
 *
 * @param site the home, as the demo's policy calls it
 * @param observations in the order of time
 */
public record Recording(SiteId site, List<Observation> observations) {
    private static final int PACKETS_AN_OBSERVATION = 12;
    private static final int ADDRESSES = 8;
    private static final double UNICAST_SHARE = 0.8;

    public Recording {
        observations = observations.stream()
                .sorted(Comparator.comparing(Observation::at))
                .toList();
    }

    /** Reads what {@code ./curfew encode --save=FILE} wrote. */
    public static Recording read(SiteId site, Path file) throws IOException {
        List<Observation> observations = new ArrayList<>();
        try (DataInputStream batches = new DataInputStream(Files.newInputStream(file))) {
            while (batches.available() > 0) {
                switch (BatchReader.read(batches.readNBytes(batches.readInt()))) {
                    case BatchReading.Accepted accepted ->
                        observations.addAll(accepted.batch().observations());
                    case BatchReading.Refused refused -> throw new IOException(file + ": " + refused.reason());
                }
            }
        }
        return new Recording(site, observations);
    }

    /** The same as if it had been recorded at another time. */
    public Recording at(Instant begin) {
        Readdressing readdressing = new Readdressing(0, Duration.between(begin(), begin), 0);
        return new Recording(site, observations.stream().map(readdressing::of).toList());
    }

    /** The same by a sensor that watches an interface, misses nothing and says so each time that so long has passed. */
    public Recording heard(Duration each) {
        List<Observation> heard = new ArrayList<>(observations);
        heard.removeIf(StatusObservation.class::isInstance);
        for (long second = 0; second < length().toSeconds(); second += each.toSeconds()) {
            heard.add(status(second));
        }
        return new Recording(site, heard);
    }

    private StatusObservation status(long second) {
        Instant at = begin().plusSeconds(second);
        long made = observations.stream()
                .filter(observation -> observation.at().isBefore(at))
                .count();
        return new StatusObservation(
                at,
                "0.1.0",
                begin(),
                made * PACKETS_AN_OBSERVATION,
                0,
                Map.of(),
                0,
                0,
                made,
                made,
                0,
                0,
                0,
                Duration.ZERO,
                ADDRESSES,
                UNICAST_SHARE,
                List.of(),
                List.of(),
                new StatusObservation.Accounts(
                        0,
                        0,
                        0,
                        Map.of(),
                        Map.of(),
                        0,
                        0,
                        new StatusObservation.Sight(true, 0, Duration.ZERO),
                        0,
                        Duration.ZERO));
    }

    Instant begin() {
        return observations.getFirst().at();
    }

    /** In which second after the first an observation was made. */
    long secondOf(Observation observation) {
        return Duration.between(begin(), observation.at()).toSeconds();
    }

    /** From the first to behind the last observation, in whole seconds. */
    public Duration length() {
        return Duration.ofSeconds(
                Duration.between(begin(), observations.getLast().at()).toSeconds() + 1);
    }
}
