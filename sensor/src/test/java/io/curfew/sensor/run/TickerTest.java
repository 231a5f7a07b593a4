package io.curfew.sensor.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
final class TickerTest {
    private final CountDownLatch told = new CountDownLatch(1);

    private boolean isTold(Runnable task) throws InterruptedException {
        try (Ticker ticker = new Ticker(Duration.ofMillis(1), task, told::countDown)) {
            ticker.start();
            return told.await(10, TimeUnit.SECONDS);
        }
    }

    /** As a library does that can be taken from where no exception is declared. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void throwUndeclared(Exception thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void anErrorOfItsTaskEndsWhatGoesOnWithoutIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> isTold(() -> {
                    throw new NoClassDefFoundError("a library that could not be unpacked");
                }))
                .withRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(told.getCount()).isZero();
    }

    @Test
    void anExceptionThatNobodyDeclaredEndsWhatGoesOnWithoutIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> isTold(() -> TickerTest.<RuntimeException>throwUndeclared(new IOException("full"))))
                .withRootCauseInstanceOf(IOException.class);
        assertThat(told.getCount()).isZero();
    }
}
