package io.curfew.sensor.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * A clock that only runs forward while the machine is up, whatever is done to the wall clock.
 *
 * @param boot names one start of the machine: times compare within it only
 * @param nanos the time now; on Linux it has the same zero for all processes
 */
public record Uptime(UUID boot, LongSupplier nanos) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** This machine's; where boots have no names, each process counts as one. */
    public static Uptime ofMachine() {
        return new Uptime(bootId(), System::nanoTime);
    }

    private static UUID bootId() {
        try {
            return UUID.fromString(Files.readString(BOOT_ID).strip());
        } catch (IOException | IllegalArgumentException unnamed) {
            return UUID.randomUUID();
        }
    }

    long now() {
        return nanos.getAsLong();
    }
}
