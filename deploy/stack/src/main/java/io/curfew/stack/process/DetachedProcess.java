package io.curfew.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a process in a session of its own, so that neither this program's end nor its terminal's ends it. */
public final class DetachedProcess {
    private static final List<Path> SESSION_LEADERS = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private DetachedProcess() {}

    /** Starts it and returns at once. The console log starts afresh. */
    public static RecordedProcess start(Launch launch) throws IOException {
        List<String> command = new ArrayList<>();
        SESSION_LEADERS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(leader -> command.add(leader.toString()));
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(launch.consoleLog().toFile());
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        return new RecordedProcess(process.pid(), Birth.of(process.toHandle()), launch.marker());
    }
}
