package io.curfew.sensor.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Debian 13 with its own systemd, booted in namespaces over a root file system that stays as it is. It shares the
 * network of this machine. When it is closed, nothing is left of it.
 */
final class DebianMachine implements AutoCloseable {
    private static final Path SCRIPTS =
            Path.of("../deploy/debian").toAbsolutePath().normalize();
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path folder;
    private final Path cgroup;
    private final Process boot;
    private final long init;

    /** What a command in the machine said, both streams, and how it ended. */
    record Ended(int exitCode, String output) {
        String orFail() {
            assertThat(exitCode).as(output).isZero();
            return output.strip();
        }
    }

    private DebianMachine(Path folder, Path cgroup, Process boot, long init) {
        this.folder = folder;
        this.cgroup = cgroup;
        this.boot = boot;
        this.init = init;
    }

    /** Boots one with its files in {@code folder}, an empty one, and returns when it is up. */
    static DebianMachine boot(Path folder) throws IOException, InterruptedException {
        String root = run(List.of(SCRIPTS.resolve("root").toString())).orFail();
        // The second hierarchy of a machine with the first version of cgroups, the only one of any other.
        Path unified = CGROUPS.resolve("unified");
        Path cgroup = Files.createDirectory(
                (Files.exists(unified) ? unified : CGROUPS).resolve("curfew-" + UUID.randomUUID()));
        Process boot = new ProcessBuilder(
                        "sh",
                        "-c",
                        "echo 0 >\"$0\"/cgroup.procs; exec \"$@\"",
                        cgroup.toString(),
                        SCRIPTS.resolve("boot").toString(),
                        root,
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile())
                .start();
        DebianMachine machine = new DebianMachine(folder, cgroup, boot, init(boot));
        machine.await("systemctl", "is-active", "--quiet", "multi-user.target");
        return machine;
    }

    /** The machine's first process, as this one numbers it. */
    private static long init(Process boot) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (boot.isAlive() && Instant.now().isBefore(end)) {
            List<ProcessHandle> children = boot.children().toList();
            if (!children.isEmpty()) {
                return children.getFirst().pid();
            }
            boot.waitFor(PAUSE);
        }
        throw new AssertionError("the machine does not boot: the test needs root");
    }

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** Runs a command in the machine. */
    Ended run(String... command) throws IOException, InterruptedException {
        List<String> inside = new ArrayList<>(List.of(
                "nsenter",
                "--target=" + init,
                "--mount",
                "--pid",
                "--uts",
                "--ipc",
                "--cgroup",
                "--root",
                "--wdns=/",
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "LC_ALL=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive"));
        inside.addAll(Arrays.asList(command));
        return run(inside);
    }

    /** Runs a command in the machine, again and again until it succeeds. */
    String await(String... command) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        Ended last = run(command);
        while (last.exitCode != 0 && Instant.now().isBefore(end)) {
            boot.waitFor(PAUSE);
            last = run(command);
        }
        return last.orFail();
    }

    /** A file of the machine, as this one reaches it. */
    Path file(String inside) {
        return Path.of("/proc/" + init + "/root" + inside);
    }

    /** The processes of a service, as this machine numbers them. */
    List<Long> processes(String service) throws IOException {
        return Files.readAllLines(cgroup(service).resolve("cgroup.procs")).stream()
                .map(Long::valueOf)
                .toList();
    }

    /** Where the machine's systemd keeps the service. */
    Path cgroup(String service) {
        return cgroup.resolve("system.slice").resolve(service);
    }

    /** The first process of the machine, as this one numbers it: what it starts inherits its cgroups. */
    long init() {
        return init;
    }

    @Override
    public void close() throws IOException {
        boot.descendants().forEach(ProcessHandle::destroyForcibly);
        boot.destroyForcibly();
        try {
            boot.waitFor();
            removeCgroups();
            run(List.of("umount", "--recursive", folder.toString()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A cgroup can be removed a moment after its last process has gone, and after those within it. */
    private void removeCgroups() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isRemoved() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
    }

    private boolean isRemoved() throws IOException {
        try (Stream<Path> inside = Files.walk(cgroup)) {
            return inside.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .map(folder -> folder.toFile().delete())
                    .reduce(true, Boolean::logicalAnd);
        } catch (UncheckedIOException vanished) {
            return false;
        }
    }
}
