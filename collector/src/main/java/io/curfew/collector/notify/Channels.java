package io.curfew.collector.notify;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.NotificationChannel;
import io.curfew.collector.configuration.NotificationChannel.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the channels that an operator has named, or every mistake in them. */
final class Channels {
    private Channels() {}

    /**
     * The channels in the order of their names.
     *
     * @throws IllegalArgumentException when there is a mistake; names each, with its key and what is wanted
     */
    static List<Channel> of(CollectorConfiguration.Notifications settings) {
        Mistakes mistakes = new Mistakes();
        mistakes.unless(
                settings.console().stream().allMatch(console -> Kind.WEBHOOK.speaks(console.getScheme())),
                "console",
                "is no address of a web page: write it as https://curfew.example.org");
        mistakes.unless(settings.mostWaiting() >= 1, "most-waiting", "must be at least 1");
        mistakes.unless(settings.mostRemembered() >= 1, "most-remembered", "must be at least 1");
        mistakes.unless(settings.timeout().isPositive(), "timeout", "must be longer than nothing");
        List<Channel> channels = new ArrayList<>();
        settings.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(named -> {
                    ChannelReader reader = new ChannelReader(named.getKey(), named.getValue(), mistakes);
                    reader.read(settings.timeout()).ifPresent(channels::add);
                });
        mistakes.refuse();
        return List.copyOf(channels);
    }

    /** What a channel tells. */
    static Filter filter(NotificationChannel settings) {
        return new Filter(
                settings.severity(),
                Set.copyOf(settings.sites().orElse(List.of())),
                Set.copyOf(settings.rules().orElse(List.of())),
                settings.resolved());
    }
}
