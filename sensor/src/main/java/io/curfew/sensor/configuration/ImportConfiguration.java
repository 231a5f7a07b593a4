package io.curfew.sensor.configuration;

import io.curfew.events.IpAddress;
import io.curfew.sensor.imports.log.LogKind;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.ZoneId;

/** One import of a sensor: another eye beside its capture, or in place of one. */
public sealed interface ImportConfiguration {

    /**
     * A log, followed as it grows.
     *
     * @param kind which log it is
     * @param file where it lies
     * @param zone the time zone of its times
     * @param server the address by which devices know the server that logs; absent: unknown
     * @param fromStart whether to read what it holds already when it was never read before
     */
    record Log(
            LogKind kind, Path file, ZoneId zone, @Nullable IpAddress server, boolean fromStart)
            implements ImportConfiguration {}
}
