package io.curfew.sensor.imports.log;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What a log does not say of itself.
 *
 * @param zone the time zone of times that have none
 * @param server the address by which devices know the server that logs; absent: unknown
 * @param present about the time of the newest line: times without a year lie before it
 */
public record LogSettings(ZoneId zone, @Nullable IpAddress server, InstantSource present) {
    private static final IpAddress UNKNOWN = IpAddress.v4(0);

    /** Times without a zone are UTC, the server is unknown, lines were written before {@code present}. */
    public static LogSettings of(Instant present) {
        return new LogSettings(ZoneId.of("UTC"), null, InstantSource.fixed(present));
    }

    /** The server's address; the unspecified one when it is not known. */
    public IpAddress serverOrUnknown() {
        return server == null ? UNKNOWN : server;
    }
}
