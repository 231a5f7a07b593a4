package io.curfew.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory a process takes: its proportional share (PSS), in which pages shared by n processes count 1/n. */
public final class Memory {
    private Memory() {}

    /** The bytes that the process takes now; empty when it is gone or the system does not tell. */
    public static OptionalLong bytesOf(long pid) {
        try {
            return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Reads the lines of an {@code smaps_rollup} file: {@code Pss: 1234 kB}. */
    static OptionalLong parse(List<String> lines) {
        return lines.stream()
                .map(line -> line.trim().split("\\s+", -1))
                .filter(words -> words.length == 3 && words[0].equals("Pss:") && words[2].equals("kB"))
                .mapToLong(words -> Long.parseLong(words[1]) * 1024)
                .findFirst();
    }
}
