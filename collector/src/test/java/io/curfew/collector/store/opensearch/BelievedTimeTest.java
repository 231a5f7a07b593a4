package io.curfew.collector.store.opensearch;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** What is believed of a clock, beside a server whose youngest index is as old as the test says. */
class BelievedTimeTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private Instant clock = NOON;
    private Instant youngest = NOON.minusSeconds(60);
    private Duration passed = Duration.ZERO;
    private StubServer stub;
    private BelievedTime time;

    @BeforeEach
    void start() throws IOException {
        stub = new StubServer("/_cat/indices", this::answer);
        InstantSource told = () -> clock;
        time = new BelievedTime(stub.server(), DAY, told.withZone(ZoneOffset.UTC), () -> passed.toNanos());
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            StubServer.send(
                    exchange, 200, "[{\"index\":\"i-1\",\"creation.date\":\"%d\"}]".formatted(youngest.toEpochMilli()));
        }
    }

    @Test
    void whatTheClockSaysWhereAllAgree() {
        assertThat(time.now()).isEqualTo(NOON);
    }

    @Test
    void aClockThatIsFarAheadIsBelievedAsFarAsTheYoungestIndexMayBeOld() {
        clock = NOON.plus(YEAR);

        assertThat(time.now()).isEqualTo(youngest.plus(DAY).plus(DAY));
    }

    @Test
    void anIndexThatWasMadeByAClockFarAheadBearsNothingOut() {
        time.now();
        clock = NOON.plus(YEAR);
        youngest = clock;
        passed = Duration.ofMinutes(10);

        assertThat(time.now()).isEqualTo(NOON.plus(passed).plus(passed));
    }

    @Test
    void howOftenItIsAskedGainsAClockThatIsFarAheadNothing() {
        time.now();
        clock = NOON.plus(YEAR);
        youngest = clock;
        passed = Duration.ofHours(3);
        time.now();
        time.now();

        assertThat(time.now()).isEqualTo(NOON.plus(Duration.ofHours(6)));
    }

    @Test
    void aClockThatWasBehindIsBelievedAsSoonAsItIsRight() {
        clock = Instant.EPOCH;
        assertThat(time.now()).isEqualTo(Instant.EPOCH);
        passed = Duration.ofMinutes(1);
        assertThat(time.now()).isEqualTo(Instant.EPOCH);
        clock = NOON.plusSeconds(60);
        passed = Duration.ofMinutes(3);

        assertThat(time.now()).isEqualTo(clock);
    }
}
