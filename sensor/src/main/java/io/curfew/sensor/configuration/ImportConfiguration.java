package io.curfew.sensor.configuration;

import io.curfew.events.IpAddress;
import io.curfew.sensor.imports.log.LogKind;
import io.curfew.sensor.imports.pihole.PiholeSettings;
import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

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

    /**
     * Flow exports, NetFlow v5, v9 and IPFIX, that come by UDP.
     *
     * @param listen the address and port to listen on
     * @param exporters who may send them; empty: everybody
     */
    record Netflow(InetSocketAddress listen, List<IpAddress> exporters) implements ImportConfiguration {
        public Netflow {
            exporters = List.copyOf(exporters);
        }
    }

    /**
     * A DNS server's dnstap stream.
     *
     * @param socket the Unix socket to make, to which the DNS server connects
     * @param server the address by which devices know the server, where the stream does not tell; absent: unknown
     */
    record Dnstap(Path socket, @Nullable IpAddress server) implements ImportConfiguration {}

    /** A Pi-hole of version 6, asked by its interface for programs. */
    record Pihole(PiholeSettings settings) implements ImportConfiguration {}
}
