package io.curfew.sensor.publish;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;

/** An outbox with its delivery under way, and beside it the way into the spool where there is one. */
public final class Publication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final Delivery delivery;
    private final Spooling spooling;
    private @Nullable Thread sender;
    private @Nullable Thread keeper;
    private volatile @Nullable Throwable failure;

    public Publication(Outbox outbox, RecordLog log) {
        this.outbox = outbox;
        this.delivery = new Delivery(outbox, log, PAUSE);
        this.spooling = new Spooling(outbox);
    }

    public void start() {
        sender = Thread.ofPlatform().name("publish").daemon().start(() -> guarded(delivery));
        if (outbox.hasSpool()) {
            keeper = Thread.ofPlatform().name("spool").daemon().start(() -> guarded(spooling));
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            failure = thrown;
            outbox.endWaiting();
            throw thrown;
        }
    }

    /**
     * Looks whether it still goes on, as a library that cannot be loaded, for want of room to unpack it, ends it.
     *
     * @throws IllegalStateException when nothing is sent or spooled any more: whoever feeds it must end
     */
    public void requireRunning() {
        if (failure != null) {
            throw new IllegalStateException("nothing is sent or spooled any more", failure);
        }
    }

    /** Closes the outbox and waits until Kafka has all of it, however long that takes. */
    public void finish() throws InterruptedException {
        outbox.close();
        if (sender != null) {
            sender.join();
        }
    }

    /**
     * Closes the outbox and waits until Kafka has all of it, or {@code patience} has passed. Then the spool gets what
     * is left.
     *
     * @return true when nothing is left in memory
     */
    public boolean finish(Duration patience) throws InterruptedException {
        outbox.close();
        if (sender != null && !sender.join(patience)) {
            sender.interrupt();
            sender.join();
        }
        if (keeper != null) {
            spooling.close();
            keeper.join();
            keep();
        }
        return outbox.counters().inMemory() == 0;
    }

    private void keep() {
        try {
            if (!outbox.moveAllIntoSpool()) {
                LOG.atError().log("the spool's disk takes no batch");
            }
            outbox.tidySpool();
        } catch (IOException full) {
            LOG.atError().addKeyValue("reason", full.getMessage()).log("spool not synced");
        }
    }

    /** Ends the delivery at once; what is then in memory only is lost unless it is finished by {@link #finish}. */
    @Override
    public void close() {
        outbox.close();
        if (sender != null) {
            sender.interrupt();
        }
    }
}
