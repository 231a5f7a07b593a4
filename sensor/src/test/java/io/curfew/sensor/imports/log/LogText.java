package io.curfew.sensor.imports.log;

import io.curfew.events.Observation;
import io.curfew.sensor.imports.FlowNumbers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A log given as a text, read to its end. */
final class LogText {
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    static final LogSettings SETTINGS = LogSettings.of(NOON);

    private final List<Observation> observations = new ArrayList<>();
    private final Lines lines;

    private LogText(LogKind kind, LogSettings settings) {
        lines = new Lines(kind.format(settings, new FlowNumbers(), observations::add));
    }

    static LogText read(LogKind kind, String text) {
        return read(kind, SETTINGS, text);
    }

    static LogText read(LogKind kind, LogSettings settings, String text) {
        LogText log = new LogText(kind, settings);
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        log.lines.take(octets, 0, octets.length);
        log.lines.endIfBegun();
        log.lines.format().finish();
        return log;
    }

    static LogSettings in(String zone) {
        return new LogSettings(ZoneId.of(zone), null, InstantSource.fixed(NOON));
    }

    List<Observation> observations() {
        return observations;
    }

    <T extends Observation> List<T> observations(Class<T> kind) {
        return observations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Lines lines() {
        return lines;
    }
}
