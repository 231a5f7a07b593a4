package io.curfew.sensor.imports.log;

import io.curfew.sensor.ObservationSink;

import java.util.Locale;

/** The logs that are understood. */
public enum LogKind {
    DNSMASQ;

    /** As in a configuration: {@code dnsmasq}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format for one log of this kind. */
    public LogFormat format(LogSettings settings, ObservationSink sink) {
        return switch (this) {
            case DNSMASQ -> new DnsmasqFormat(settings, sink);
        };
    }

    /** True for a line that only a log of this kind has. */
    boolean recognises(String line) {
        return switch (this) {
            case DNSMASQ -> DnsmasqFormat.recognises(line);
        };
    }
}
