package io.curfew.collector.load;

import io.curfew.events.Observation;
import io.curfew.events.SiteId;
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

/**
 * What a sensor saw in one home.
 *
 * @param site the home, as the demo's policy calls it
 * @param observations in the order of time
 */
public record Recording(SiteId site, List<Observation> observations) {
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

    Instant begin() {
        return observations.getFirst().at();
    }

    /** In which second after the first an observation was made. */
    long secondOf(Observation observation) {
        return Duration.between(begin(), observation.at()).toSeconds();
    }

    /** From the first to behind the last observation, in whole seconds. */
    Duration length() {
        return Duration.ofSeconds(
                Duration.between(begin(), observations.getLast().at()).toSeconds() + 1);
    }
}
