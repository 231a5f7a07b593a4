package io.curfew.collector.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * Notes how a channel does, for people and for metrics. Written by its thread, read by any. Of what was to be told,
 * {@code told + refused + dropped + waiting} accounts.
 */
final class ChannelJournal {
    private static final Logger LOG = Logger.getLogger(ChannelJournal.class);

    private final String channel;
    private final Counter forgotten;
    private final AtomicReference<ChannelStatus> status = new AtomicReference<>(ChannelStatus.NEW);

    ChannelJournal(String channel, MeterRegistry registry) {
        this.channel = channel;
        counter(registry, "told", "Changes of alerts that the channel has told.", ChannelStatus::told);
        counter(
                registry,
                "refused",
                "Changes that the other side would not have. More than none: look at the channel's settings; the log"
                        + " and the settings page say why.",
                ChannelStatus::refused);
        counter(
                registry,
                "dropped",
                "Changes dropped because too many waited. More than none: the channel was away for long, or its filter"
                        + " lets too much through.",
                ChannelStatus::dropped);
        counter(registry, "messages", "Messages that the other side took.", ChannelStatus::messages);
        counter(
                registry,
                "failures",
                "Attempts that failed. Growing: the channel is away; it is tried again.",
                ChannelStatus::failures);
        forgotten = Counter.builder("curfew.notifications.forgotten")
                .tag("channel", channel)
                .description(
                        "Alerts of which it was forgotten that they were told, to make room. Growing: some are told"
                                + " again when they happen again; curfew.notifications.most-remembered is low.")
                .register(registry);
        Gauge.builder("curfew.notifications.waiting", status, now -> now.get().waiting())
                .tag("channel", channel)
                .description("Changes that wait to be told.")
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, String help, ToDoubleFunction<ChannelStatus> of) {
        FunctionCounter.builder("curfew.notifications." + name, status, now -> of.applyAsDouble(now.get()))
                .tag("channel", channel)
                .description(help)
                .register(registry);
    }

    ChannelStatus status() {
        return status.get();
    }

    void forgot() {
        forgotten.increment();
    }

    void waiting(int now, long droppedMore) {
        status.updateAndGet(before -> before.waiting(now, droppedMore));
    }

    void taken(int changes, @Nullable String trouble, Instant at) {
        if (status().failsNow()) {
            LOG.infof("a channel answers again, channel=%s", channel);
        }
        if (trouble != null) {
            LOG.warnf("a channel does not reach all its receivers, channel=%s reason=%s", channel, trouble);
        }
        status.updateAndGet(before -> before.taken(changes, trouble, at));
    }

    void away(String reason, Instant at) {
        if (!status().failsNow()) {
            LOG.warnf("a channel is away, trying again, channel=%s reason=%s", channel, reason);
        }
        status.updateAndGet(before -> before.away(reason, at));
    }

    void refused(int changes, String reason, Instant at) {
        LOG.warnf("a channel refuses for good, channel=%s changes=%d reason=%s", channel, changes, reason);
        status.updateAndGet(before -> before.refused(changes, reason, at));
    }
}
