package io.curfew.policy.watch;

import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A report of a sensor that sees all; change what matters. */
final class Report {
    long captured;
    long dropped;
    long givenUp;
    Duration spoolAge = Duration.ZERO;
    long addresses = 9;
    double unicast = 0.9;
    List<SourceStatus> sources = List.of();
    boolean hasInterface = true;
    boolean isUp = true;
    Duration gone = Duration.ZERO;
    long steps;
    Duration step = Duration.ZERO;

    StatusObservation draw(Instant at) {
        captured += 1_000;
        return new StatusObservation(
                at,
                "0.1.0",
                Sketch.NOON.minusSeconds(60),
                captured,
                dropped,
                Map.of(),
                1,
                0,
                10,
                10,
                0,
                givenUp,
                0,
                spoolAge,
                addresses,
                unicast,
                List.of(),
                sources,
                new StatusObservation.Accounts(
                        0,
                        0,
                        0,
                        Map.of(),
                        Map.of(),
                        0,
                        0,
                        hasInterface ? new StatusObservation.Sight(isUp, 0, gone) : null,
                        steps,
                        step));
    }
}
