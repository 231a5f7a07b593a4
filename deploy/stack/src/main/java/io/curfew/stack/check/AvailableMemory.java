package io.curfew.stack.check;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory new processes may take before the system has to swap or to kill. */
final class AvailableMemory {
    private AvailableMemory() {}

    /** Now; no more than the container's limit, where there is one. */
    static long bytes() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long total = system.getTotalMemorySize();
        try {
            return Math.min(
                    total, parse(Files.readAllLines(Path.of("/proc/meminfo"))).orElse(total));
        } catch (IOException e) {
            return total;
        }
    }

    /** Reads the lines of {@code /proc/meminfo}: {@code MemAvailable: 1234 kB}. */
    static OptionalLong parse(List<String> lines) {
        return lines.stream()
                .map(line -> line.trim().split("\\s+", -1))
                .filter(words -> words.length == 3 && words[0].equals("MemAvailable:") && words[2].equals("kB"))
                .mapToLong(words -> Long.parseLong(words[1]) * 1024)
                .findFirst();
    }
}
