package io.curfew.collector.notify;

import io.curfew.collector.configuration.NotificationChannel.Kind;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Channels of the tests. */
public final class SampleChannels {
    public static final Filter ALL = new Filter(Severity.LOW, Set.of(), Set.of(), false);
    public static final Channel.Login NOBODY = new Channel.Login(null, null, null);

    private SampleChannels() {}

    /** A channel that tells everything but what is over, at most once a minute. */
    public static Channel channel(Kind kind, String target) {
        return channel(kind, target, NOBODY, null);
    }

    public static Channel channel(Kind kind, String target, Channel.Login login, @Nullable Path trust) {
        return new Channel(
                "phone",
                kind,
                URI.create(target),
                login,
                trust,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                ALL,
                new Channel.Mail("curfew@example.org", List.of("ada@example.org"), true),
                new Channel.Broker("curfew", "homeassistant"));
    }

    /** The same with another filter. */
    public static Channel with(Channel channel, Filter filter) {
        return new Channel(
                channel.name(),
                channel.kind(),
                channel.target(),
                channel.login(),
                channel.trust(),
                channel.timeout(),
                channel.gather(),
                filter,
                channel.mail(),
                channel.broker());
    }

    /** The same that sends mail without TLS. */
    public static Channel withoutStartTls(Channel channel) {
        return withoutStartTls(channel, channel.mail().to());
    }

    /** The same that sends mail without TLS to others. */
    public static Channel withoutStartTls(Channel channel, List<String> to) {
        return new Channel(
                channel.name(),
                channel.kind(),
                channel.target(),
                channel.login(),
                channel.trust(),
                channel.timeout(),
                channel.gather(),
                channel.filter(),
                new Channel.Mail(channel.mail().from(), to, false),
                channel.broker());
    }
}
