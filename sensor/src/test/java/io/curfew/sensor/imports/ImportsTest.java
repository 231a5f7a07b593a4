package io.curfew.sensor.imports;

import io.curfew.events.SourceStatus;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

final class ImportsTest {
    private static final int SEVERAL = 4;

    private final CountDownLatch asked = new CountDownLatch(SEVERAL);
    private final CountDownLatch never = new CountDownLatch(1);

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
}
