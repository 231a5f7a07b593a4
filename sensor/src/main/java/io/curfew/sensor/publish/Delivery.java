package io.curfew.sensor.publish;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Sends the batches of an outbox to a log, one after the other, each until the log has it. A log that is away is asked
 * again after each {@code pause} for as long as it takes. Ends when the outbox is closed and empty, or on an interrupt.
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
            for (EncodedBatch batch = outbox.next(); batch != null; batch = outbox.next()) {
                deliver(batch);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(EncodedBatch batch) throws InterruptedException {
        boolean settled = false;
        while (!settled) {
            settled = switch (log.append(outbox.site().value(), batch.value())) {
                case RecordLog.Appending.Appended() -> {
                    outbox.acknowledge(batch);
                    back();
                    yield true;
                }
                case RecordLog.Appending.Refused(String reason) -> {
                    outbox.giveUp(batch);
                    LOG.atError()
                            .addKeyValue("sequence", batch.sequence())
                            .addKeyValue("reason", reason)
                            .log("batch refused by kafka");
                    yield true;
                }
                case RecordLog.Appending.Unreachable(String reason) -> {
                    away(reason);
                    Thread.sleep(pause);
                    yield false;
                }
            };
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
