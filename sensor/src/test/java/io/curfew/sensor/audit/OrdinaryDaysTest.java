package io.curfew.sensor.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The incidents as they would be met at a site that was watched for days, with the thresholds that hold where a policy
 * says nothing. The ordinary days are a recording of the same site where nothing happened, played each half hour; an
 * incident that lasts days itself is met from its first day.
 */
final class OrdinaryDaysTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
    private static final Duration ROUND = Duration.ofMinutes(30);
    private static final Duration BEFORE = Duration.ofDays(2);
    private static final Duration ENOUGH_TO_END_FLOWS = Duration.ofMinutes(10);
    private static final Instant LATER = Instant.MAX;

    static List<String> names() throws IOException {
        return Incident.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void afterOrdinaryDaysAnIncidentIsFoundAndNothingBefore(String name) throws IOException {
        Incident incident = Incident.named(name);
        LongWatch watch = new LongWatch("faro", Incident.policy(true), MONDAY);
        if (!incident.lastsDays()) {
            watch.repeat(Recording.of(Incident.recording("nothing")), ROUND, BEFORE);
        }
        assertThat(watch.openings()).isEmpty();

        Recording recording = Recording.of(Incident.recording(name));
        watch.play(recording);

        goOn(incident, recording, watch);
        watch.rest(ENOUGH_TO_END_FLOWS);
        for (Clue clue : incident.found()) {
            assertThat(watch.alerts())
                    .withRepresentation(new Lines())
                    .as("%s", clue)
                    .anyMatch(clue::fits);
        }
        for (Clue clue : incident.notFound()) {
            assertThat(watch.alerts())
                    .withRepresentation(new Lines())
                    .as("not %s", clue)
                    .noneMatch(clue::fits);
        }
    }

    /** What shows only when it lasts goes on as it was recorded, again and again. */
    private static void goOn(Incident incident, Recording recording, LongWatch watch) {
        switch (incident.name()) {
            case "beacon", "upload" -> repeat(during(incident, recording), Duration.ofHours(3), watch);
            case "dying-device", "gone-quiet-after-block" ->
                repeat(recording.between(end(incident), LATER), Duration.ofMinutes(20), watch);
            default -> {}
        }
    }

    private static void repeat(Recording part, Duration time, LongWatch watch) {
        watch.repeat(part, part.length().plusSeconds(2), time);
    }

    private static Recording during(Incident incident, Recording recording) {
        return recording.between(Objects.requireNonNull(incident.began()), end(incident));
    }

    private static Instant end(Incident incident) {
        return Objects.requireNonNull(incident.ended(), "an incident that lasts has an end");
    }

    @Test
    void aWeekWhereAllIsInOrderHasNoAlert() throws IOException {
        LongWatch watch = new LongWatch("faro", Incident.policy(true), MONDAY);

        watch.repeat(Recording.of(Incident.recording("nothing")), ROUND, Duration.ofDays(7));

        assertThat(watch.alerts()).isEmpty();
    }
}
