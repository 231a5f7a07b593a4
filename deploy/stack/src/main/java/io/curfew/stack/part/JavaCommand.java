package io.curfew.stack.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a part, with the flags that all of them share: one collector thread, an end when memory runs out.
 */
final class JavaCommand {
    private static final List<String> SHARED_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8");

    /** Halves the time until a part answers; what it then does again and again takes longer. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private JavaCommand() {}

    /** Stands on the command line of the part's process of this state folder and of no other. */
    static String marker(Part part, StateFolder state) {
        return Server.MARKER + part.id() + "@" + state.path();
    }

    static List<String> of(Part part, StateFolder state, List<String> flags, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(marker(part, state));
        command.addAll(SHARED_FLAGS);
        command.addAll(flags);
        command.addAll(program);
        return command;
    }
}
