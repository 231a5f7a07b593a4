package io.curfew.collector.api;

import io.curfew.collector.configuration.Setting;
import io.curfew.collector.kafka.PolicyFile;

import java.util.List;

/**
 * What the collector that answers was started with.
 *
 * @param settings everything that an operator may set
 * @param files the files that a policy may name, as they are now
 * @param notifications the channels by which people and machines are told of alerts
 */
public record Settings(List<Setting> settings, List<PolicyFile> files, List<NotificationChannelState> notifications) {
    public Settings {
        settings = List.copyOf(settings);
        files = List.copyOf(files);
        notifications = List.copyOf(notifications);
    }
}
