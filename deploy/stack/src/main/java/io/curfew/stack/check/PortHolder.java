package io.curfew.stack.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out which process listens on a port, by the tables of the Linux kernel. Sees other people's processes as root
 * only.
 */
final class PortHolder {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int SOCKET = 9;

    private PortHolder() {}

    /** The process that listens on the port; empty when none does or the system does not tell. */
    static Optional<ProcessHandle> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (Path table : TABLES) {
            sockets.addAll(listening(linesOf(table), port));
        }
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(process -> holdsAny(process.pid(), sockets))
                        .findFirst();
    }

    /** Empty where the system is not Linux or knows no IPv6. */
    private static List<String> linesOf(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The sockets, named as links of {@code /proc/PID/fd} name them, that listen on the port. */
    static Set<String> listening(List<String> table, int port) {
        String suffix = ":%04X".formatted(port);
        Set<String> sockets = new HashSet<>();
        for (String line : table) {
            String[] words = line.trim().split("\\s+", -1);
            if (words.length > SOCKET && words[LOCAL_ADDRESS].endsWith(suffix) && words[STATE].equals(LISTENING)) {
                sockets.add("socket:[" + words[SOCKET] + "]");
            }
        }
        return sockets;
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> isAny(descriptor, sockets));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAny(Path descriptor, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return false;
        }
    }
}
