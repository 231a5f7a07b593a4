package io.curfew.sensor.run;

import io.curfew.events.CommunityId;
import io.curfew.events.Detail;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.Outcome;
import io.curfew.events.StatusObservation;
import io.curfew.events.Transport;
import io.curfew.policy.language.DohServers;
import io.curfew.policy.language.Subnet;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.imports.Imports;
import io.curfew.sensor.privacy.Discretion;
import io.curfew.sensor.privacy.PrivateZone;
import io.curfew.sensor.publish.OutboxCounters;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class ImportWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final List<Observation> told = new ArrayList<>();
    private final Discretion discretion = new Discretion(
            List.of(new PrivateZone(List.of(Subnet.parse("192.0.2.0/26")), List.of(), Detail.COUNTS)),
            1_000,
            told::add);
    private final Stages stages = new Stages(
            "0.1.0",
            PipelineLimits.DEFAULT,
            CommunityId.USUAL_SEED,
            Imports.none(),
            DohServers.shipped(),
            discretion,
            () -> OutboxCounters.NONE);
    private Instant now = NOON;
    private long steadyNanos;
    private final ImportWatch watch =
            new ImportWatch(stages, ((InstantSource) () -> now).withZone(ZoneOffset.UTC), () -> steadyNanos);

    private void tickAfter(Duration time) {
        now = now.plus(time);
        steadyNanos += time.toNanos();
        watch.tick();
    }

    private static FlowObservation flow(Instant at) {
        return new FlowObservation(
                at,
                1,
                FlowObservation.Phase.END,
                new Endpoint(null, IpAddress.parse("192.0.2.21"), 40_000),
                new Endpoint(null, IpAddress.parse("203.0.113.9"), 443),
                true,
                List.of(),
                Transport.TCP,
                1_000,
                10,
                1_000,
                10,
                at,
                at,
                Outcome.CLOSED,
                null,
                null,
                "tls",
                "",
                null,
                Detail.FULL,
                1,
                null,
                null);
    }

    private List<Observation> flows() {
        return told.stream().filter(FlowObservation.class::isInstance).toList();
    }

    private StatusObservation lastStatus() {
        return told.stream()
                .filter(StatusObservation.class::isInstance)
                .map(StatusObservation.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    @Test
    void theStatusSaysHowOftenAndByHowMuchTheClockWasSet() {
        tickAfter(Duration.ZERO);
        assertThat(lastStatus().accounts().clockSteps()).isZero();

        now = now.plus(Duration.ofHours(1));
        tickAfter(Duration.ofSeconds(11));
        now = now.minus(Duration.ofHours(2));
        tickAfter(Duration.ofSeconds(11));

        assertThat(lastStatus().accounts().clockSteps()).isEqualTo(2);
        assertThat(lastStatus().accounts().lastClockStep()).isEqualTo(Duration.ofHours(-2));
    }

    @Test
    void whatALogTellsIsToldWithin70SecondsThoughNoStatusIsDueThen() {
        tickAfter(Duration.ZERO);
        tickAfter(Duration.ofSeconds(9));
        discretion.ofOtherTimes().accept(flow(NOON.minusSeconds(600)));
        tickAfter(Duration.ofSeconds(61));
        assertThat(flows()).isEmpty();

        tickAfter(Duration.ofSeconds(4));

        assertThat(flows()).hasSize(1);
    }
}
