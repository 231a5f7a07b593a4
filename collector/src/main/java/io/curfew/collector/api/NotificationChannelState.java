package io.curfew.collector.api;

import io.curfew.collector.configuration.NotificationChannel;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.ChannelStatus;
import io.curfew.collector.notify.Filter;
import io.curfew.collector.notify.Notifications;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A way to tell of alerts, and how it does. No secrets.
 *
 * @param name the operator's name for it
 * @param kind what is spoken
 * @param target whereto, without what may be secret
 * @param severity the least severity that is told
 * @param sites the sites that are told of; none means all
 * @param rules the rules and detections that are told of; none means all
 * @param resolved whether it tells as well that a matter is over
 * @param gatherSeconds the least time between two messages
 * @param status how it does in the collector that answers; absent when another one tells
 */
public record NotificationChannelState(
        String name,
        NotificationChannel.Kind kind,
        String target,
        Severity severity,
        List<String> sites,
        List<String> rules,
        boolean resolved,
        long gatherSeconds,
        @Nullable ChannelStatus status) {
    public NotificationChannelState {
        sites = List.copyOf(sites);
        rules = List.copyOf(rules);
    }

    static NotificationChannelState of(Notifications.Report report) {
        Channel channel = report.channel();
        Filter filter = channel.filter();
        return new NotificationChannelState(
                channel.name(),
                channel.kind(),
                channel.shownTarget(),
                filter.severity(),
                filter.sites().stream().sorted().toList(),
                filter.rules().stream().sorted().toList(),
                filter.resolved(),
                channel.gather().toSeconds(),
                report.status());
    }
}
