package io.curfew.sensor.publish;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Moves what Kafka does not take into the spool, four times a second, and makes it outlast a power cut each 5 s. Ends
 * when it is closed.
 */
final class Spooling implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spooling.class);
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final int ROUNDS_BETWEEN_SYNCS = 20;

    private final Outbox outbox;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean refused;

    Spooling(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void run() {
        try {
            for (long round = 1; !closed.await(ROUND.toNanos(), TimeUnit.NANOSECONDS); round++) {
                note(outbox.moveIntoSpool());
                if (round % ROUNDS_BETWEEN_SYNCS == 0) {
                    tidy();
                }
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(boolean taken) {
        if (taken == refused) {
            refused = !taken;
            LOG.atWarn().log(taken ? "the spool's disk takes batches again" : "the spool's disk takes no batch");
        }
    }

    private void tidy() {
        try {
            outbox.tidySpool();
        } catch (IOException full) {
            LOG.atWarn().addKeyValue("reason", full.getMessage()).log("spool not synced");
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
