package io.curfew.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is needed to start a process: its program and arguments, what is added to the environment, where it runs and
 * where its console output goes. One of the arguments is the marker that only this process bears.
 */
public record Launch(
        List<String> command, String marker, Map<String, String> environment, Path folder, Path consoleLog) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (!command.contains(marker)) {
            throw new IllegalArgumentException("command must contain its marker " + marker + ", was " + command);
        }
    }
}
