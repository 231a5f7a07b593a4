package io.curfew.sensor.imports.log;

import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.FlowNumbers;

import java.util.Locale;

/** The logs that are understood. */
public enum LogKind {
    DNSMASQ,
    ADGUARD,
    BIND,
    ZEEK;

    /** As in a configuration: {@code dnsmasq}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format for one log of this kind; {@code numbers} are for its flows, if it has any. */
    public LogFormat format(LogSettings settings, FlowNumbers numbers, ObservationSink sink) {
        return switch (this) {
            case DNSMASQ -> new DnsmasqFormat(settings, sink);
            case ADGUARD -> new AdguardFormat(settings, sink);
            case BIND -> new BindFormat(settings, sink);
            case ZEEK -> new ZeekFormat(settings, numbers, sink);
        };
    }

    /** True for a line that only a log of this kind has. */
    boolean recognises(String line) {
        return switch (this) {
            case DNSMASQ -> DnsmasqFormat.recognises(line);
            case ADGUARD -> AdguardFormat.recognises(line);
            case BIND -> BindFormat.recognises(line);
            case ZEEK -> ZeekFormat.recognises(line);
        };
    }
}
