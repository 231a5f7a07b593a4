package io.curfew.stack.check;

import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Server;
import io.curfew.stack.part.Setting;
import io.curfew.stack.part.StateFolder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Looks whether the parts that do not run yet can be started, and changes nothing. Each complaint is one line for a
 * person: what is wrong, and what to do.
 */
public final class Preflight {
    private static final long MIB = 1024 * 1024;
    private static final long DISK_BYTES_NEEDED = 1024 * MIB;

    private final Setting setting;
    private final List<Part> toStart;
    private final LongSupplier availableMemoryBytes;

    public Preflight(Setting setting, Collection<Part> toStart) {
        this(setting, toStart, AvailableMemory::bytes);
    }

    Preflight(Setting setting, Collection<Part> toStart, LongSupplier availableMemoryBytes) {
        this.setting = setting;
        this.toStart = List.copyOf(toStart);
        this.availableMemoryBytes = availableMemoryBytes;
    }

    /** What stands in the way; empty when nothing does. Ports are looked at only when the state folder is in order. */
    public List<String> complaints() {
        if (toStart.isEmpty()) {
            return List.of();
        }
        List<String> complaints = new ArrayList<>(aboutPrograms());
        aboutStateFolder().ifPresent(complaints::add);
        if (complaints.isEmpty()) {
            complaints.addAll(aboutPorts());
            aboutMemory().ifPresent(complaints::add);
            aboutDisk().ifPresent(complaints::add);
        }
        return complaints;
    }

    private List<String> aboutPrograms() {
        return toStart.stream()
                .filter(part -> !Files.exists(program(part)))
                .map(part -> "%s is not built, %s is missing: ./mvnw -q -DskipTests package"
                        .formatted(part.title(), program(part)))
                .toList();
    }

    private Path program(Part part) {
        return switch (part) {
            case KAFKA -> setting.programs().kafka();
            case OPENSEARCH -> setting.programs().openSearch();
            case KEYCLOAK -> setting.programs().keycloakServer();
            case COLLECTOR -> setting.programs().collector();
        };
    }

    private Optional<String> aboutStateFolder() {
        StateFolder state = setting.state();
        Path folder = state.path();
        try {
            if (!Files.exists(folder)) {
                return isWritable(folder)
                        ? Optional.empty()
                        : Optional.of("cannot make the state folder %s: choose another with CURFEW_HOME=FOLDER"
                                .formatted(folder));
            }
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                return Optional.of("the state folder %s cannot be written to: choose another with CURFEW_HOME=FOLDER"
                        .formatted(folder));
            }
            if (state.isUnused()) {
                return Optional.empty();
            }
            return aboutVersion(state).or(() -> aboutCredentials(state));
        } catch (IOException e) {
            return Optional.of("the state folder %s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    private static Optional<String> aboutVersion(StateFolder state) throws IOException {
        if (!Files.exists(state.version())) {
            return Optional.of("%s holds files that are not Curfew's: choose another folder with CURFEW_HOME=FOLDER"
                    .formatted(state.path()));
        }
        String version = Files.readString(state.version()).strip();
        return version.equals(StateFolder.VERSION)
                ? Optional.empty()
                : Optional.of(
                        ("the state folder %s is of version %s, this Curfew knows version %s: use the Curfew that "
                                        + "wrote it, or another folder with CURFEW_HOME=FOLDER")
                                .formatted(state.path(), version, StateFolder.VERSION));
    }

    private static Optional<String> aboutCredentials(StateFolder state) {
        boolean realmExists = Files.exists(state.data(Part.KEYCLOAK).resolve("data/h2"));
        if (!Files.exists(state.credentials())) {
            return realmExists
                    ? Optional.of(
                            "%s is missing, but people were made with it: bring it back, or rm -r %s to start with new people"
                                    .formatted(state.credentials(), state.data(Part.KEYCLOAK)))
                    : Optional.empty();
        }
        try {
            Credentials.keptIn(state.credentials());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("%s: bring it back as it was, or rm -r %s %s to start with new people"
                    .formatted(e.getMessage(), state.credentials(), state.data(Part.KEYCLOAK)));
        }
    }

    private List<String> aboutPorts() {
        return toStart.stream()
                .flatMap(part -> setting.ports().of(part).stream().flatMap(port -> aboutPort(part, port)))
                .toList();
    }

    private Stream<String> aboutPort(Part part, int port) {
        String address = setting.binding().address();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return Stream.empty();
        } catch (IOException e) {
            String holder = PortHolder.of(port)
                    .map(Preflight::describe)
                    .orElse("a process that only root can see (sudo ss -ltnp 'sport = :%d')".formatted(port));
            return Stream.of(
                    "port %d, for %s, is taken by %s: stop it, or use other ports with CURFEW_PORT=7580 ./curfew up"
                            .formatted(port, part.title(), holder));
        }
    }

    private static String describe(ProcessHandle process) {
        List<String> arguments = process.info().arguments().map(Arrays::asList).orElse(List.of());
        return arguments.stream()
                .filter(argument -> argument.startsWith(Server.MARKER))
                .findFirst()
                .map(marker -> "process %d, another Curfew's %s"
                        .formatted(process.pid(), marker.substring(Server.MARKER.length())))
                .orElseGet(() -> "process %d (%s)"
                        .formatted(process.pid(), process.info().command().orElse("unknown program")));
    }

    private Optional<String> aboutMemory() {
        long needed = toStart.stream().mapToLong(Preflight::expectedMebibytes).sum() * MIB;
        long available = availableMemoryBytes.getAsLong();
        return available >= needed
                ? Optional.empty()
                : Optional.of("%d MiB of memory are needed, %d MiB are available: end other programs and try again"
                        .formatted(needed / MIB, available / MIB));
    }

    private static long expectedMebibytes(Part part) {
        return switch (part) {
            case KAFKA -> 250;
            case OPENSEARCH -> 400;
            case KEYCLOAK -> 400;
            case COLLECTOR -> 250;
        };
    }

    private Optional<String> aboutDisk() {
        long usable = nearestExisting(setting.state().path()).toFile().getUsableSpace();
        return usable >= DISK_BYTES_NEEDED
                ? Optional.empty()
                : Optional.of(
                        "%d MiB of disk are needed at %s, %d MiB are free: make room, or choose another folder with CURFEW_HOME=FOLDER"
                                .formatted(
                                        DISK_BYTES_NEEDED / MIB, setting.state().path(), usable / MIB));
    }

    private static boolean isWritable(Path missing) {
        return Files.isWritable(nearestExisting(missing));
    }

    private static Path nearestExisting(Path path) {
        Path folder = path;
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
