package io.curfew.sensor.imports.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the kernel says that it dropped because a socket's buffer was full. */
final class KernelDrops {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final int LOCAL_ADDRESS = 1;

    private KernelDrops() {}

    /** Datagrams dropped at the sockets of a local UDP port; 0 where the kernel does not tell. */
    static long ofUdpPort(int port) {
        return TABLES.stream().mapToLong(table -> drops(table, port)).sum();
    }

    private static long drops(Path table, int port) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.mapToLong(line -> drops(line, port)).sum();
        } catch (IOException untold) {
            // Neither other systems nor kernels without IPv6 have it.
            return 0;
        }
    }

    /** Reads a line of the table: the last of its columns. */
    static long drops(String line, int port) {
        String[] columns = line.strip().split("\\s+", -1);
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        if (columns.length <= LOCAL_ADDRESS || !columns[LOCAL_ADDRESS].endsWith(suffix)) {
            return 0;
        }
        try {
            return Long.parseLong(columns[columns.length - 1]);
        } catch (NumberFormatException untold) {
            return 0;
        }
    }
}
