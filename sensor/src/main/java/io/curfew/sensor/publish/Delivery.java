package io.curfew.sensor.publish;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * Sends the batches of an outbox to a log in their order, some at once, each until the log has it. A log that is away
 * is asked again after each {@code pause} for as long as it takes. Ends when the outbox is closed and empty, or on an
 * interrupt.
 */
public final class Delivery implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Outbox outbox;
    private final RecordLog log;
    private final Duration pause;
    private boolean away;

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
        switch (log.append(batches)) {
            case RecordLog.Appending.Appended(int count) -> {
                outbox.acknowledge(count);
                back();
            }
            case RecordLog.Appending.Refused(String reason) -> {
                outbox.giveUp();
                LOG.atError()
                        .addKeyValue("sequence", batches.getFirst().sequence())
                        .addKeyValue("reason", reason)
                        .log("batch refused by kafka");
            }
            case RecordLog.Appending.Unreachable(String reason) -> {
                outbox.retreat();
                away(reason);
                Thread.sleep(pause);
            }
        }
    }

    private void away(String reason) {
        if (!away) {
            away = true;
            LOG.atWarn().addKeyValue("reason", reason).log("kafka is away, observations are queued");
        }
    }

    private void back() {
        if (away) {
            away = false;
            LOG.atInfo()
                    .addKeyValue("queued", outbox.counters().queued())
                    .log("kafka is back, the queue is being sent");
        }
    }
}
