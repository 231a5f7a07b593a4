package io.curfew.sensor.imports;

import io.curfew.events.SourceStatus;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

final class ImportsTest {
    private static final int SEVERAL = 4;

    private final CountDownLatch asked = new CountDownLatch(SEVERAL);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<Thread> waiting = new ArrayList<>();
    private int ended;

    private record Fixed(List<SourceStatus> sources) implements Import {
        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public void finish(Duration patience) {}
    }

    private static SourceStatus source(String kind, String name) {
        return new SourceStatus(kind, name, false, true, false, false, 0, Map.of(), 0, 0, null, 0, 1, null);
    }

    /** What has not ended before {@code latch} is open. */
    private Import hanging(CountDownLatch latch) {
        return new Import() {
            @Override
            public void start() {}

            @Override
            public List<SourceStatus> sources() {
                return List.of();
            }

            @Override
            public void stop() {
                asked.countDown();
            }

            @Override
            public void finish(Duration patience) {
                waiting.add(Thread.currentThread());
                try {
                    ended += latch.await(patience.toNanos(), TimeUnit.NANOSECONDS) ? 1 : 0;
                } catch (InterruptedException told) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private Imports several(CountDownLatch latch) {
        return new Imports(Stream.generate(() -> hanging(latch)).limit(SEVERAL).toList());
    }

    @Test
    void allAreToldToEndBeforeAnyIsWaitedFor() {
        several(asked).close();

        assertThat(ended).isEqualTo(SEVERAL);
    }

    @Test
    void thoseThatHangKeepNobodyWaitingForLong() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), several(never)::close);

        assertThat(ended).isZero();
    }

    /** Where there are many, there may be no thread to be had for each. */
    @Test
    void endingThemTakesNoThreadOfItsOwn() {
        several(asked).close();

        assertThat(waiting).hasSize(SEVERAL).containsOnly(Thread.currentThread());
    }

    @Test
    void howeverManyExportersOneHasTheOthersAreTold() {
        SourceStatus listener = source("netflow", "*:2055");
        List<SourceStatus> exporters = IntStream.range(0, 100)
                .mapToObj(number -> source("netflow", "198.51.100." + number))
                .toList();
        SourceStatus log = source("dnsmasq", "/var/log/dnsmasq.log");
        SourceStatus pihole = source("pihole", "http://192.0.2.2");

        List<SourceStatus> told = new Imports(List.of(
                        new Fixed(List.of(listener)),
                        new Fixed(exporters),
                        new Fixed(List.of(log)),
                        new Fixed(List.of(pihole))))
                .sources();

        assertThat(told).hasSize(Imports.MOST_SOURCES).startsWith(listener).endsWith(log, pihole);
    }
}
