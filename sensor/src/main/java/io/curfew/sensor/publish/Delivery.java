package io.curfew.sensor.publish;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * Sends the batches of an outbox to a log in their order, some at once, each until the log has it. A log that is away
 * or does not take them yet is asked again after each {@code pause} for as long as it takes. Ends when the outbox is
 * closed and empty, or on an interrupt.
 */
public final class Delivery implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Outbox outbox;
    private final RecordLog log;
    private final Duration pause;
    private @Nullable String trouble;

    public Delivery(Outbox outbox, RecordLog log, Duration pause) {
        this.outbox = outbox;
        this.log = log;
        this.pause = pause;
    }

    @Override
    public void run() {
        try (log) {
            for (List<EncodedBatch> batches = outbox.next(); !batches.isEmpty(); batches = outbox.next()) {
                deliver(batches);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            outbox.retreat();
        }
    }

    private void deliver(List<EncodedBatch> batches) throws InterruptedException {
        RecordLog.Appending appending = log.append(batches);
        // No switch over the types: see BatchWriter.
        if (appending instanceof RecordLog.Appending.Appended appended) {
            outbox.acknowledge(appended.count());
            back();
        } else if (appending instanceof RecordLog.Appending.Refused refused) {
            outbox.giveUp();
            LOG.atError()
                    .addKeyValue("sequence", batches.getFirst().sequence())
                    .addKeyValue("reason", refused.reason())
                    .log("batch refused by kafka");
        } else if (appending instanceof RecordLog.Appending.Unreachable unreachable) {
            tryLater("kafka is away, observations are queued", unreachable.reason());
        } else if (appending instanceof RecordLog.Appending.Postponed postponed) {
            tryLater("kafka refuses what this machine sends for now, observations are queued", postponed.reason());
        }
    }

    private void tryLater(String message, String reason) throws InterruptedException {
        outbox.retreat();
        if (!message.equals(trouble)) {
            trouble = message;
            LOG.atWarn().addKeyValue("reason", reason).log(message);
        }
        Thread.sleep(pause);
    }

    private void back() {
        if (trouble != null) {
            trouble = null;
            LOG.atInfo()
                    .addKeyValue("queued", outbox.counters().queued())
                    .log("kafka is back, the queue is being sent");
        }
    }
}
