package io.curfew.stack.process;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ends processes when this program ends, however it ends. A shell waits at a pipe that only this program holds open;
 * when the pipe closes, the shell kills the processes it was told of, unless they are strangers by then.
 */
public final class Watchdog implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            set -f
            newline='
            '
            told=
            while IFS= read -r entry; do
              told="$told$entry$newline"
            done
            IFS=$newline
            for entry in $told; do
              pid=${entry%% *}
              marker=${entry#* }
              if [ -r "/proc/$pid/cmdline" ]; then
                tr '\\0' '\\n' <"/proc/$pid/cmdline" | grep -qxF -e "$marker" && kill -9 "$pid"
              else
                ps -ww -o args= -p "$pid" 2>/dev/null | grep -qF -e "$marker" && kill -9 "$pid"
              fi
            done
            """;

    private final Process shell;
    private final Writer toShell;

    private Watchdog(Process shell) {
        this.shell = shell;
        this.toShell = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** Starts to watch over nothing yet. */
    public static Watchdog start() throws IOException {
        return new Watchdog(new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** From now on the process will not outlive this program. */
    public void watch(RecordedProcess process) throws IOException {
        toShell.write(process.pid() + " " + process.marker() + "\n");
        toShell.flush();
    }

    /** Watches no longer; what still runs is left alone. */
    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
