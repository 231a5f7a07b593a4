package io.curfew.collector.api;

import io.curfew.collector.configuration.Setting;
import io.curfew.collector.kafka.PolicyFile;

import java.util.List;

/**
 * What the collector that answers was started with.
 *
 * @param settings everything that an operator may set
 * @param files the files that a policy may name, as they are now
 */
public record Settings(List<Setting> settings, List<PolicyFile> files) {
    public Settings {
        settings = List.copyOf(settings);
        files = List.copyOf(files);
    }
}
