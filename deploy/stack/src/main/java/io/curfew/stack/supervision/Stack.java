package io.curfew.stack.supervision;

import io.curfew.stack.part.Part;
import io.curfew.stack.part.Server;
import io.curfew.stack.part.StateFolder;
import io.curfew.stack.process.DetachedProcess;
import io.curfew.stack.process.RecordedProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts parts that do not run, in parallel as far as they allow it, waits until each answers, and stops them again.
 * What fails to start takes with it all that was started beside it.
 */
public final class Stack {
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final StateFolder state;
    private final List<Server> servers;
    private final Progress progress;

    public Stack(StateFolder state, Collection<? extends Server> servers, Progress progress) {
        this.state = state;
        this.progress = progress;
        this.servers = List.copyOf(servers);
    }

    /** Starts what does not run and returns when all of it answers. */
    public void start() throws IOException, InterruptedException {
        state.create();
        List<Part> started = new ArrayList<>();
        try {
            startAll(started);
        } catch (IOException | InterruptedException | RuntimeException e) {
            // The interrupt has done its work; set again, it would cut the stopping short.
            Thread.interrupted();
            stop(started);
            throw e;
        }
    }

    private void startAll(List<Part> started) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Set<Part> answering = EnumSet.noneOf(Part.class);
        List<Server> awaited = new ArrayList<>();
        List<Server> waiting = new ArrayList<>(servers);
        while (answering.size() < servers.size()) {
            for (Server due :
                    waiting.stream().filter(server -> isDue(server, answering)).toList()) {
                if (process(due.part()).isEmpty()) {
                    started.add(due.part());
                    launch(due);
                }
                waiting.remove(due);
                awaited.add(due);
            }
            for (Server server : List.copyOf(awaited)) {
                if (isReady(server)) {
                    awaited.remove(server);
                    answering.add(server.part());
                    progress.answers(server.part(), started.contains(server.part()), sinceNanos(begin));
                }
            }
            if (sinceNanos(begin).compareTo(START_PATIENCE) > 0) {
                throw new StartFailure(
                        awaited.getFirst().part(), "did not answer within " + START_PATIENCE.toSeconds() + " s", state);
            }
            Thread.sleep(GLANCE);
        }
    }

    private boolean isDue(Server server, Set<Part> answering) {
        return server.needs().stream().filter(this::isPresent).allMatch(answering::contains);
    }

    private boolean isPresent(Part part) {
        return servers.stream().anyMatch(server -> server.part() == part);
    }

    private void launch(Server server) throws IOException {
        server.prepare();
        RecordedProcess process = DetachedProcess.start(server.launch());
        try {
            process.write(state.record(server.part()));
        } catch (IOException e) {
            process.living().ifPresent(ProcessHandle::destroy);
            throw e;
        }
        progress.started(server.part(), process);
    }

    private boolean isReady(Server server) throws IOException {
        boolean answers = server.answers();
        if (process(server.part()).isEmpty()) {
            throw new StartFailure(server.part(), "ended before it answered", state);
        }
        if (answers) {
            furnish(server);
        }
        return answers;
    }

    private void furnish(Server server) throws StartFailure {
        try {
            server.furnish();
        } catch (IOException e) {
            throw new StartFailure(server.part(), "is not usable (" + e.getMessage() + ")", state);
        }
    }

    /** Stops all parts, those first that others do not need. */
    public void stop() throws IOException, InterruptedException {
        stop(servers.stream().map(Server::part).toList());
    }

    /** Stops these parts, those first that others do not need: asks, waits, and only then forces. */
    public void stop(Collection<Part> parts) throws IOException, InterruptedException {
        for (Part part : parts.stream().sorted((a, b) -> b.compareTo(a)).toList()) {
            Optional<ProcessHandle> process = process(part);
            if (process.isPresent()) {
                long begin = System.nanoTime();
                boolean clean = end(process.get());
                progress.stopped(part, clean, sinceNanos(begin));
            }
            Files.deleteIfExists(state.record(part));
        }
    }

    private static boolean end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (hasEnded(process)) {
            return true;
        }
        process.destroyForcibly();
        hasEnded(process);
        return false;
    }

    private static boolean hasEnded(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process of the part, if it runs. */
    public Optional<ProcessHandle> process(Part part) throws IOException {
        return state.living(part);
    }

    private static Duration sinceNanos(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Is told how starting and stopping go on. */
    public interface Progress {
        /** Its process has been started. */
        void started(Part part, RecordedProcess process) throws IOException;

        /** It answers; {@code fresh} when it did not run before. */
        void answers(Part part, boolean fresh, Duration after);

        /** It has ended; {@code clean} when it did so by itself after it was asked. */
        void stopped(Part part, boolean clean, Duration after);
    }
}
