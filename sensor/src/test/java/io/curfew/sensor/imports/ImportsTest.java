package io.curfew.sensor.imports;

import io.curfew.events.SourceStatus;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

final class ImportsTest {
    private static final int SEVERAL = 4;

    private final CountDownLatch asked = new CountDownLatch(SEVERAL);
    private final CountDownLatch never = new CountDownLatch(1);

    private record Fixed(List<SourceStatus> sources) implements Import {
        @Override
        public void start() {}

        @Override
        public void close() {}
    }

    private static SourceStatus source(String kind, String name) {
        return new SourceStatus(kind, name, false, true, false, false, 0, Map.of(), 0, 0, null, 0, 1, null);
    }

    /** What hangs until {@code latch} is open. */
    private Import hanging(CountDownLatch latch) {
        return new Import() {
            @Override
            public void start() {}

            @Override
            public List<SourceStatus> sources() {
                return List.of();
            }

            @Override
            public void close() {
                asked.countDown();
                try {
                    latch.await();
                } catch (InterruptedException told) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Test
    void allAreToldToEndBeforeAnyIsWaitedFor() {
        Imports imports = new Imports(List.of(hanging(asked), hanging(asked), hanging(asked), hanging(asked)));

        assertTimeoutPreemptively(Duration.ofSeconds(10), imports::close);

        assertThat(asked.getCount()).isZero();
    }

    @Test
    void thoseThatHangKeepNobodyWaitingForLong() {
        Imports imports = new Imports(List.of(hanging(never), hanging(never), hanging(never), hanging(never)));

        assertTimeoutPreemptively(Duration.ofSeconds(5), imports::close);
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
