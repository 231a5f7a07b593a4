package io.curfew.sensor.publish;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** An outbox with its delivery under way. */
public final class Publication implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final Delivery delivery;
    private @Nullable Thread thread;

    public Publication(Outbox outbox, RecordLog log) {
        this.outbox = outbox;
        this.delivery = new Delivery(outbox, log, PAUSE);
    }

    public void start() {
        thread = Thread.ofPlatform().name("publish").daemon().start(delivery);
    }

    /** Closes the outbox and waits until Kafka has all of it, however long that takes. */
    public void finish() throws InterruptedException {
        outbox.close();
        if (thread != null) {
            thread.join();
        }
    }

    /**
     * Closes the outbox and waits until Kafka has all of it, or {@code patience} has passed.
     *
     * @return true when nothing is left
     */
    public boolean finish(Duration patience) throws InterruptedException {
        outbox.close();
        return thread == null || thread.join(patience);
    }

    /** Ends the delivery at once; what is still in the outbox is lost. */
    @Override
    public void close() {
        outbox.close();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
