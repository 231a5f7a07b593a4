package io.curfew.sensor.imports.listen;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The life of a listener: a thread that listens until it is told to end, and that opens its socket again 5 s after it
 * broke. Says why it does not listen. Never ends the sensor.
 */
final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(5);

    private final String kind;
    private final Object place;
    private final Socket socket;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable Selector selector;
    private @Nullable String problem = "not started";

    /** What is listened at. */
    @FunctionalInterface
    interface Socket {
        /**
         * Opens the socket, says {@link Listening#opened}, and takes what comes as long as {@link Listening#turn} goes
         * on.
         *
         * @throws IOException when it cannot be opened or breaks: it is opened again later
         */
        void listen(Selector waiting) throws IOException;
    }

    /**
     * @param kind of the import, for the log
     * @param place where it listens, for the log
     */
    Listening(String kind, Object place, Socket socket) {
        this.kind = kind;
        this.place = place;
        this.socket = socket;
    }

    void start() {
        Thread listener = Thread.ofPlatform().name("import " + kind).daemon().unstarted(this::run);
        thread = listener;
        listener.start();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                listen();
                closed.await(BEFORE_TRYING_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (Throwable bug) {
            LOG.atError().addKeyValue("import", kind).setCause(bug).log("an import ended by a bug");
            problem("ended by a bug: " + bug);
        }
    }

    private void listen() {
        try (Selector waiting = Selector.open()) {
            socket.listen(waiting);
        } catch (IOException broken) {
            problem(String.valueOf(broken.getMessage()));
        }
    }

    private synchronized void problem(String what) {
        if (!what.equals(problem)) {
            LOG.atWarn()
                    .addKeyValue("import", kind)
                    .addKeyValue("place", place)
                    .addKeyValue("reason", what)
                    .log("cannot listen");
        }
        problem = what;
    }

    /** Notes that the socket is open. */
    synchronized void opened(Selector waiting) {
        selector = waiting;
        problem = null;
    }

    /** Waits until something comes, half a second at most; false when it is over. */
    boolean turn(Selector waiting) throws IOException {
        if (closed.getCount() == 0) {
            return false;
        }
        waiting.select(TURN.toMillis());
        return true;
    }

    /** Why it does not listen; absent while it does. */
    synchronized @Nullable String problem() {
        return problem;
    }

    /** Asks it to end. */
    void stop() {
        closed.countDown();
        wake();
    }

    /** Waits until it has ended. */
    void finish(Duration patience) {
        Thread listener = thread;
        if (listener != null) {
            try {
                listener.join(patience);
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void wake() {
        if (selector != null) {
            selector.wakeup();
        }
    }
}
