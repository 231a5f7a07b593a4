package io.curfew.sensor.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts a service of a {@link DebianMachine} in a cgroup of so much memory and one core. */
final class OneCore implements AutoCloseable {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final String PERIOD_MICROS = "100000";

    private final DebianMachine machine;
    private final String service;
    private final String memoryBytes;
    private final boolean isFirstVersion = Files.exists(CGROUPS.resolve("memory"));
    private final Path memory;
    private final Path cpu;

    OneCore(DebianMachine machine, String service, int mebibytes) throws IOException {
        this.machine = machine;
        this.service = service;
        this.memoryBytes = Long.toString(mebibytes * 1024L * 1024);
        if (isFirstVersion) {
            // The machine's systemd knows the second version only: these are made by hand.
            String name = "curfew-" + machine.init() + "-" + service;
            memory = Files.createDirectory(CGROUPS.resolve("memory").resolve(name));
            cpu = Files.createDirectory(CGROUPS.resolve("cpu").resolve(name));
            Files.writeString(memory.resolve("memory.limit_in_bytes"), memoryBytes);
            Files.writeString(cpu.resolve("cpu.cfs_period_us"), PERIOD_MICROS);
            Files.writeString(cpu.resolve("cpu.cfs_quota_us"), PERIOD_MICROS);
        } else {
            memory = machine.cgroup(service);
            cpu = memory;
        }
    }

    void start() throws IOException, InterruptedException {
        if (!isFirstVersion) {
            machine.run("systemctl", "set-property", "--runtime", service, "CPUQuota=100%")
                    .orFail();
            machine.run("systemctl", "start", service).orFail();
            return;
        }
        enter(memory, cpu);
        try {
            // What the first process starts meanwhile begins its life in here.
            machine.run("systemctl", "start", service).orFail();
        } finally {
            enter(CGROUPS.resolve("memory"), CGROUPS.resolve("cpu"));
        }
    }

    private void enter(Path... cgroups) throws IOException {
        for (Path cgroup : cgroups) {
            Files.writeString(cgroup.resolve("cgroup.procs"), Long.toString(machine.init()));
        }
    }

    /** All of the service is in here, and the kernel has not killed anything for its memory. */
    void assertHolds() throws IOException {
        String limit = isFirstVersion ? "memory.limit_in_bytes" : "memory.max";
        String killed = isFirstVersion ? "memory.oom_control" : "memory.events";
        assertThat(memory.resolve(limit)).hasContent(memoryBytes);
        assertThat(Files.readString(memory.resolve(killed))).contains("oom_kill 0");
        for (Path cgroup : new Path[] {memory, cpu}) {
            assertThat(Files.readAllLines(cgroup.resolve("cgroup.procs")))
                    .containsAll(machine.processes(service).stream()
                            .map(String::valueOf)
                            .toList());
        }
    }

    /** Takes away what was made by hand, once the service has ended. */
    @Override
    public void close() throws IOException {
        if (isFirstVersion) {
            Files.deleteIfExists(memory);
            Files.deleteIfExists(cpu);
        }
    }
}
