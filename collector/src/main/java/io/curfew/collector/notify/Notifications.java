package io.curfew.collector.notify;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.Role;
import io.curfew.collector.kafka.KafkaConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The role {@link Role#NOTIFY}: one thread for each channel, so that one that is away delays no other. Whatever the
 * role, the channels are known and can be tried.
 */
@Singleton
public final class Notifications {
    private final CollectorConfiguration configuration;
    private final KafkaConnection kafka;
    private final Carrier.Maker maker;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Served> channels = new LinkedHashMap<>();
    private final List<ChannelThread> threads = new ArrayList<>();

    private record Served(Channel channel, Carrier carrier, ChannelJournal journal) {}

    /**
     * A channel and how it does.
     *
     * @param channel the channel
     * @param status how it does in this process; absent where another one tells
     */
    public record Report(Channel channel, @Nullable ChannelStatus status) {}

    Notifications(
            CollectorConfiguration configuration,
            KafkaConnection kafka,
            Carrier.Maker maker,
            MeterRegistry registry,
            Clock clock) {
        this.configuration = configuration;
        this.kafka = kafka;
        this.maker = maker;
        this.registry = registry;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        CollectorConfiguration.Notifications settings = configuration.notifications();
        for (Channel channel : Channels.of(settings)) {
            channels.put(
                    channel.name(),
                    new Served(channel, maker.of(channel), new ChannelJournal(channel.name(), registry)));
        }
        if (isTelling()) {
            ChannelThread.Limits limits = new ChannelThread.Limits(
                    settings.group(), settings.mostWaiting(), settings.mostRemembered(), settings.longestWait());
            channels.values()
                    .forEach(served -> threads.add(new ChannelThread(
                            served.channel(), served.carrier(), served.journal(), kafka, limits, clock)));
            threads.forEach(ChannelThread::start);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        threads.forEach(ChannelThread::close);
    }

    private boolean isTelling() {
        return configuration.roles().contains(Role.NOTIFY);
    }

    /** Every channel, in the order of their names. */
    public List<Report> channels() {
        return channels.values().stream()
                .map(served -> new Report(
                        served.channel(), isTelling() ? served.journal().status() : null))
                .toList();
    }

    /**
     * Sends a message by which a person sees that a channel works; waits for what becomes of it.
     *
     * @return absent when no channel bears that name
     */
    public Optional<Delivery> test(String channel) throws InterruptedException {
        Served served = channels.get(channel);
        return served == null
                ? Optional.empty()
                : Optional.of(served.carrier().carry(Notice.test(channel, clock.instant())));
    }
}
