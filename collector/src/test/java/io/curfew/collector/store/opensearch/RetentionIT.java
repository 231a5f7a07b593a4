package io.curfew.collector.store.opensearch;

import io.curfew.collector.RealServers;
import io.curfew.collector.store.PageRequest;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.TrafficLimits;
import io.curfew.collector.store.TrafficQuery;
import io.curfew.collector.store.View;
import io.curfew.collector.store.ViewWriter;
import io.curfew.collector.store.VisibleSites;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import static io.curfew.collector.store.Samples.LISBON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The limits of traffic, applied to a real OpenSearch. Starts with one index behind each stream. */
@QuarkusTest
@WithTestResource(RealServers.class)
class RetentionIT {
    private static final String FLOWS = "curfew-flows";
    private static final Duration KEEP = Duration.ofDays(30);
    private static final long PLENTY = 1L << 40;
    private static final TrafficLimits GENEROUS = new TrafficLimits(KEEP, PLENTY, Duration.ofDays(365), PLENTY);

    private final Server server;
    private final View view;
    private final ViewWriter writer;

    @Inject
    RetentionIT(Server server, View view, ViewWriter writer) {
        this.server = server;
        this.view = view;
        this.writer = writer;
    }

    @BeforeEach
    void oneEmptyIndexBehindEachStream() {
        assertThat(writer.write(List.of())).isEmpty();
        for (String stream : Names.STREAMS) {
            server.send("POST", "/" + stream + "/_rollover", Map.of(), null);
        }
        apply(new TrafficLimits(KEEP, 1, Duration.ofDays(365), PLENTY), Instant.now());
        assertThat(indices()).hasSize(1);
    }

    private int apply(TrafficLimits limits, Instant now) {
        return retention(limits, now, () -> 0).apply();
    }

    private Retention retention(TrafficLimits limits, Instant now, LongSupplier nanoTime) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Retention(server, limits, new BelievedTime(server, limits.rollAfter(), clock, nanoTime));
    }

    private List<String> indices() {
        return BackingIndex.of(server, FLOWS).stream().map(BackingIndex::name).toList();
    }

    private void write(String id) {
        assertThat(writer.write(List.of(Samples.flow(LISBON, id, Instant.now()))))
                .isEmpty();
        server.send("POST", "/" + FLOWS + "/_flush", Map.of("force", "true"), null);
        server.send("POST", "/" + FLOWS + "/_refresh", Map.of(), null);
    }

    private void writeBeforeAndAfterARollover() {
        write("before");
        server.send("POST", "/" + FLOWS + "/_rollover", Map.of(), null);
        write("after");
    }

    private List<String> kept() {
        return view.flows(TrafficQuery.all(VisibleSites.everywhere(), PageRequest.first(10))).items().stream()
                .map(flow -> flow.curfew().id())
                .toList();
    }

    @Test
    void withinItsLimitsNothingIsDeleted() {
        writeBeforeAndAfterARollover();

        assertThat(apply(GENEROUS, Instant.now())).isZero();

        assertThat(kept()).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void trafficPastItsTimeIsDeletedButNeverWhatIsWrittenTo() {
        writeBeforeAndAfterARollover();

        assertThat(apply(GENEROUS, Instant.now().plus(KEEP).plusSeconds(60))).isEqualTo(1);

        assertThat(kept()).containsExactly("after");
    }

    @Test
    void aClockThatIsFarAheadForAMomentDeletesNothing() {
        writeBeforeAndAfterARollover();

        assertThat(apply(
                        new TrafficLimits(KEEP, PLENTY, Duration.ofDays(1), PLENTY),
                        Instant.now().plus(KEEP.multipliedBy(2))))
                .isZero();

        assertThat(kept()).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void whileNoIndexCanBeginTrafficIsPastItsTimeOnceThatTimeHasPassedWhateverTheClockSays() {
        writeBeforeAndAfterARollover();
        AtomicLong nanos = new AtomicLong();
        TrafficLimits daily = new TrafficLimits(KEEP, PLENTY, Duration.ofDays(1), 1);
        Retention retention = retention(daily, Instant.now().plus(KEEP.multipliedBy(2)), nanos::get);
        ShardLimit.set(server, "1");
        try {
            assertThatThrownBy(retention::apply).isInstanceOf(StoreAwayException.class);
            assertThatThrownBy(retention::apply).isInstanceOf(StoreAwayException.class);
            assertThat(kept()).containsExactlyInAnyOrder("before", "after");

            nanos.set(KEEP.toNanos());
            assertThatThrownBy(retention::apply).isInstanceOf(StoreAwayException.class);
            assertThat(kept()).containsExactly("after");
        } finally {
            ShardLimit.set(server, "null");
        }
    }

    @Test
    void aStretchIsKeptUntilItsLatestTrafficIsPastItsTime() {
        writeBeforeAndAfterARollover();

        assertThat(apply(GENEROUS, Instant.now().plus(KEEP).minusSeconds(600))).isZero();

        assertThat(kept()).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void trafficOverItsSizeIsDeletedOldestFirst() {
        writeBeforeAndAfterARollover();
        server.send("POST", "/" + FLOWS + "/_rollover", Map.of(), null);
        write("latest");
        long bytes = Names.STREAMS.stream()
                .flatMap(stream -> BackingIndex.of(server, stream).stream())
                .mapToLong(BackingIndex::sizeBytes)
                .sum();

        assertThat(apply(new TrafficLimits(KEEP, bytes - 1, Duration.ofDays(365), PLENTY), Instant.now()))
                .isEqualTo(1);

        assertThat(kept()).containsExactlyInAnyOrder("after", "latest");
    }

    @Test
    void aBigEnoughIndexIsFollowedByANewOne() {
        write("before");

        apply(new TrafficLimits(KEEP, PLENTY, Duration.ofDays(365), 1), Instant.now());

        assertThat(indices()).hasSize(2);
        assertThat(kept()).containsExactly("before");
    }
}
