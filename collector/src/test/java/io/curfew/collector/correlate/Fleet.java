package io.curfew.collector.correlate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Collectors that share the work, each a process with a state folder of its own that outlives the process. */
final class Fleet implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final String kafka;
    private final Path folder;
    private final List<String> settings;
    private final Map<Integer, Process> running = new TreeMap<>();
    private int named;

    /** @param settings of each, as {@code key=value} */
    Fleet(String kafka, Path folder, List<String> settings) {
        this.kafka = kafka;
        this.folder = folder;
        this.settings = List.copyOf(settings);
    }

    /** Starts one that nobody knew before; returns its number. */
    int add() throws IOException {
        named++;
        start(named);
        return named;
    }

    /** Starts one that was killed or stopped. */
    void start(int number) throws IOException {
        Path state = folder.resolve("collector-" + number);
        running.put(
                number,
                CorrelationProcess.start(
                        kafka, state, folder.resolve("collector-" + number + ".log"), settings.toArray(String[]::new)));
    }

    List<Integer> running() {
        return List.copyOf(running.keySet());
    }

    /** Kills one at once, as a power cut would. */
    void kill(int number) throws InterruptedException {
        taken(number).destroyForcibly().waitFor();
    }

    /** Asks one to end, and waits until it has. */
    void stop(int number) throws InterruptedException {
        Process asked = taken(number);
        asked.destroy();
        if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            asked.destroyForcibly().waitFor();
            throw new IllegalStateException("collector " + number + " did not end by itself");
        }
    }

    /** Complains when one has ended that nobody ended. */
    void requireAlive() {
        running.forEach((number, process) -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("collector " + number + " ended by itself");
            }
        });
    }

    private Process taken(int number) {
        Process process = running.remove(number);
        if (process == null) {
            throw new IllegalArgumentException("collector " + number + " does not run");
        }
        return process;
    }

    @Override
    public void close() {
        running.values().forEach(Process::destroyForcibly);
    }
}
