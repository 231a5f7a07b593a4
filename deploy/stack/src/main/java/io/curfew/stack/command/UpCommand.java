package io.curfew.stack.command;

import io.curfew.stack.check.Preflight;
import io.curfew.stack.part.Binding;
import io.curfew.stack.part.Choice;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Setting;
import io.curfew.stack.part.StateFolder;
import io.curfew.stack.process.RecordedProcess;
import io.curfew.stack.supervision.Servers;
import io.curfew.stack.supervision.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Starts what does not run yet, and says where to go. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts Kafka, OpenSearch, Keycloak and the collector with its console, waits until each answers, and "
                        + "says how to sign in. What runs already is left as it is.",
        footer = {
            "",
            "Environment:",
            "  CURFEW_HOME=FOLDER  keep data, logs and passwords there (default: .curfew)",
            "  CURFEW_PORT=PORT    the first of the six ports (default: 7480)"
        })
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "listen on this address of the machine, 0.0.0.0 for all, so that others reach the console and "
                            + "sensors reach Kafka (default: 127.0.0.1)")
    private @Nullable String bind;

    @Option(
            names = "--without-collector",
            description = "start the servers only, for those who run the collector from their editor")
    private boolean withoutCollector;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    UpCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Surroundings surroundings = Surroundings.present();
        StateFolder state = surroundings.state();
        Set<Part> parts =
                withoutCollector ? EnumSet.complementOf(EnumSet.of(Part.COLLECTOR)) : EnumSet.allOf(Part.class);
        Set<Part> running = RunningParts.of(state);
        Choice choice = running.isEmpty() ? wished(surroundings) : unchanged(surroundings, running);
        Setting setting = choice.setting(surroundings.programs(), state);
        Set<Part> missing = EnumSet.copyOf(parts);
        missing.removeAll(running);
        List<String> complaints = new Preflight(setting, missing).complaints();
        if (!complaints.isEmpty()) {
            throw new CommandFailure(String.join(System.lineSeparator() + "curfew: ", complaints));
        }
        state.create();
        try (OnlyOne _ = OnlyOne.at(state)) {
            choice.keepIn(state.settings());
            start(setting, parts);
        }
        return 0;
    }

    private void start(Setting setting, Set<Part> parts) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Credentials credentials = Credentials.keptIn(setting.state().credentials());
        Stack stack = new Stack(setting.state(), Servers.of(setting, credentials, parts), new Lines(out));
        out.println("Curfew starts. Its data and logs are in " + setting.state().path());
        out.flush();
        long begin = System.nanoTime();
        CountDownLatch settled = new CountDownLatch(1);
        Thread starting = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> interruptAndAwait(starting, settled), "stop-what-was-started"));
        try {
            stack.start();
        } finally {
            settled.countDown();
        }
        out.printf("Ready after %.1f s.%n%n", seconds(Duration.ofNanos(System.nanoTime() - begin)));
        Welcome.print(out, setting, credentials, parts);
        out.flush();
    }

    /** A program that is told to end while it starts parts first stops what it has started. */
    private static void interruptAndAwait(Thread starting, CountDownLatch settled) {
        if (settled.getCount() == 0) {
            return;
        }
        starting.interrupt();
        try {
            settled.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Choice wished(Surroundings surroundings) {
        return new Choice(
                surroundings.firstPort().orElse(Choice.DEFAULT.firstPort()),
                bind == null ? Choice.DEFAULT.binding() : bound(bind));
    }

    /** While anything runs, all of it stays where it is. */
    private Choice unchanged(Surroundings surroundings, Set<Part> running) {
        Choice last = surroundings.lastChoice();
        String lastBind = last.binding().address();
        boolean same =
                surroundings.firstPort().map(port -> port == last.firstPort()).orElse(true)
                        && Optional.ofNullable(bind).map(lastBind::equals).orElse(true);
        if (!same) {
            throw new CommandFailure("%s runs already, on %s with ports from %d: ./curfew down first, then up again"
                    .formatted(running.iterator().next().title(), lastBind, last.firstPort()));
        }
        bound(lastBind);
        return last;
    }

    private static Binding bound(String address) {
        try {
            return Binding.to(address);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--bind: " + e.getMessage());
        }
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** A line for each part as it comes and goes. */
    record Lines(PrintWriter out) implements Stack.Progress {
        @Override
        public void started(Part part, RecordedProcess process) {}

        @Override
        public void answers(Part part, boolean fresh, Duration after) {
            if (fresh) {
                out.printf("  %-11s answers after %.1f s%n", part.title(), seconds(after));
            } else {
                out.printf("  %-11s runs already%n", part.title());
            }
            out.flush();
        }

        @Override
        public void stopped(Part part, boolean clean, Duration after) {
            out.printf(
                    "  %-11s %s after %.1f s%n", part.title(), clean ? "stopped" : "had to be killed", seconds(after));
            out.flush();
        }
    }
}
