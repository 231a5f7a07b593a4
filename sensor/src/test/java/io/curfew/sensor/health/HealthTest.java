package io.curfew.sensor.health;

import io.curfew.events.Observation;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.publish.DropCause;
import io.curfew.sensor.publish.OutboxCounters;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class HealthTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final long NOON_NANOS = NOON.getEpochSecond() * 1_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final PacketCounters PACKETS =
            new PacketCounters(100, 95, 2, Map.of("truncated", 3L), 11, 12, 13, 19, 4, 5, 17, 0, 14, 15, 16, 18);
    private static final OutboxCounters OUTBOX = new OutboxCounters(
            60,
            0,
            30,
            20,
            5,
            Map.of(DropCause.MEMORY_FULL, 10L),
            3,
            4_096,
            NOON.plusSeconds(3),
            Duration.ofSeconds(20),
            0,
            0);

    private static final Health.Outside OUTSIDE = new Health.Outside(
            7, new StatusObservation.Sight(true, 1, Duration.ofSeconds(2)), 3, Duration.ofSeconds(-4));

    private static final SourceStatus SOURCE = new SourceStatus(
            "dnsmasq", "/var/log/dnsmasq.log", true, false, true, true, 12, Map.of(), 0, 5, NOON, 0, 1, null);

    private final List<Observation> reported = new ArrayList<>();
    private final Health health = new Health(
            "0.1.0", new Coverage(), () -> PACKETS, () -> OUTSIDE, new Exporters(), () -> OUTBOX, reported::add);

    private static final class Exporters implements OtherEyes {
        @Override
        public List<SourceStatus> sources() {
            return List.of(SOURCE);
        }

        @Override
        public Map<String, Long> givenUp() {
            return Map.of("templates", 20L);
        }
    }

    @Test
    void reportsAtTheStartAndEachTenSeconds() {
        for (long second = 0; second <= 35; second++) {
            health.advance(NOON_NANOS + second * SECOND_NANOS);
        }

        assertThat(reported)
                .extracting(Observation::at)
                .containsExactly(NOON, NOON.plusSeconds(10), NOON.plusSeconds(20), NOON.plusSeconds(30));
    }

    @Test
    void reportsOnceAfterALongSilence() {
        health.advance(NOON_NANOS);

        health.advance(NOON_NANOS + 3_600 * SECOND_NANOS);

        assertThat(reported).hasSize(2);
    }

    @Test
    void saysWhatTheStagesCounted() {
        health.advance(NOON_NANOS);

        health.advance(NOON_NANOS + 10 * SECOND_NANOS);

        assertThat(reported.getLast())
                .isEqualTo(new StatusObservation(
                        NOON.plusSeconds(10),
                        "0.1.0",
                        NOON,
                        100,
                        7,
                        Map.of("truncated", 3L),
                        4,
                        5,
                        60,
                        30,
                        20,
                        10,
                        4_096,
                        Duration.ofSeconds(7),
                        0,
                        0,
                        List.of(),
                        List.of(SOURCE),
                        new StatusObservation.Accounts(
                                2,
                                0,
                                5,
                                Map.of("memory-full", 10L),
                                Map.of(
                                        "fragmented-packets", 11L,
                                        "dns-messages", 12L,
                                        "dns-streams", 13L,
                                        "announcements", 14L,
                                        "quic-packets", 15L,
                                        "name-streams", 16L,
                                        "second-views", 17L,
                                        "long-names", 18L,
                                        "dns-questions", 19L,
                                        "templates", 20L),
                                0,
                                0,
                                OUTSIDE.sight(),
                                3,
                                Duration.ofSeconds(-4))));
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceIt() {
        health.advance(NOON_NANOS);

        health.advance(NOON_NANOS - 3_600 * SECOND_NANOS);

        assertThat(reported).extracting(Observation::at).containsExactly(NOON, NOON.minusSeconds(3_600));
    }

    @Test
    void itsCountersObeyTheirEquations() {
        health.report(NOON_NANOS);

        assertThat(reported).singleElement().isInstanceOfSatisfying(StatusObservation.class, status -> {
            long undecodable = status.undecodable().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(status.packetsCaptured())
                    .isEqualTo(
                            PACKETS.decoded() + undecodable + status.accounts().packetsFiltered());
            assertThat(status.observationsMade() + status.accounts().observationsInherited())
                    .isEqualTo(status.observationsSent() + status.observationsSpooled() + status.observationsDropped());
        });
    }
}
