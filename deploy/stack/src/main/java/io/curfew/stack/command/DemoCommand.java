package io.curfew.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.stack.demo.Api;
import io.curfew.stack.demo.Board;
import io.curfew.stack.demo.PolicyInForce;
import io.curfew.stack.demo.PolicyInForce.Outcome;
import io.curfew.stack.demo.Replay;
import io.curfew.stack.part.Collector;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Kafka;
import io.curfew.stack.part.Keycloak;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Fills the board with what two recorded sites did. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Puts the demo's policy in force and replays the recordings of two sites, Lisbon and Porto, into the "
                        + "running stack as if they happened now.",
        footer = {"", "Environment:", "  CURFEW_HOME=FOLDER  the state folder of the stack (default: .curfew)"})
final class DemoCommand implements Callable<Integer> {
    private static final List<String> SITES = List.of("lisbon", "porto");
    private static final Duration GLANCE = Duration.ofSeconds(1);
    /** The board counts as settled when it has not changed for so long since the recordings ended. */
    private static final Duration SETTLED = Duration.ofSeconds(6);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "10",
            description = "seconds of the recordings that go by in one second (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--replace-policy", description = "put the demo's policy in the place of another that is in force")
    private boolean replacePolicy;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new CommandFailure("--speed must be above 0, was " + speed);
        }
        Surroundings surroundings = Surroundings.present();
        Set<Part> missing = EnumSet.allOf(Part.class);
        missing.removeAll(RunningParts.of(surroundings.state()));
        if (!missing.isEmpty()) {
            throw new CommandFailure("%s does not run: ./curfew up first"
                    .formatted(missing.iterator().next().title()));
        }
        Setting setting = surroundings.lastChoice().setting(surroundings.programs(), surroundings.state());
        Credentials credentials = Credentials.keptIn(setting.state().credentials());
        try (Api api = new Api(
                new Collector(setting, credentials).address(),
                new Keycloak(setting, credentials).realmAddress(),
                Credentials.COMMAND_LINE_CLIENT,
                credentials.of(Credentials.COMMAND_LINE_CLIENT))) {
            refuseWhereAllMustSign(api);
            return play(setting, api, new Collector(setting, credentials).address());
        }
    }

    /** The sensors of the demo are nobody: they have no key. */
    private static void refuseWhereAllMustSign(Api api) throws IOException, InterruptedException {
        for (JsonNode set : api.get("/settings").body().path("settings")) {
            if (set.path("key").asText().equals("curfew.sensors.signatures")
                    && set.path("value").asText().equals("required")) {
                throw new CommandFailure("others reach this stack, so it takes only what is signed, and the demo's"
                        + " sensors have no key: ./curfew down, then up without --bind");
            }
        }
    }

    private int play(Setting setting, Api api, String console) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        putPolicyInForce(setting, api, out);
        List<Replay> replays = new ArrayList<>();
        Thread stopReplays = new Thread(() -> replays.forEach(Replay::close), "stop-the-replays");
        Runtime.getRuntime().addShutdownHook(stopReplays);
        for (String site : SITES) {
            replays.add(Replay.start(
                    setting.programs(),
                    site,
                    new Kafka(setting).address(),
                    speed,
                    setting.state().path().resolve("demo")));
        }
        out.printf("Replaying %s at %s times their speed%n", String.join(" and ", SITES), speed);
        out.flush();
        Board board = follow(api, replays, new PeakMemory(setting.state()), out);
        for (Replay replay : replays) {
            if (!replay.hasSucceeded()) {
                throw new CommandFailure(
                        "the replay of %s failed; its log is %s".formatted(replay.site(), replay.log()));
            }
        }
        out.printf("%nThe board shows %d open alerts: %s%n%n", board.total(), board.line());
        out.println("  Console   " + console);
        out.flush();
        return 0;
    }

    private void putPolicyInForce(Setting setting, Api api, PrintWriter out) throws IOException, InterruptedException {
        Path file = setting.programs().demo().resolve("policy.yaml");
        switch (new PolicyInForce(api).ensure(Files.readString(file), replacePolicy)) {
            case Outcome.InForce(long version) -> out.println("The demo's policy is in force, as version " + version);
            case Outcome.AnotherIsInForce(long version) ->
                throw new CommandFailure(("another policy is in force (version %d) and was left alone: ./curfew demo "
                                + "--replace-policy puts the demo's in its place")
                        .formatted(version));
            case Outcome.Refused(List<String> mistakes) ->
                throw new CommandFailure("the collector refused %s: %s".formatted(file, String.join("; ", mistakes)));
        }
    }

    /** Prints each change of the board until the recordings have ended and the board has settled. */
    private static Board follow(Api api, List<Replay> replays, PeakMemory memory, PrintWriter out)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long changed = begin;
        long ended = begin;
        Board shown = Board.empty();
        while (true) {
            memory.look(replays);
            Board board = look(api, shown);
            long now = System.nanoTime();
            if (!board.equals(shown)) {
                shown = board;
                changed = now;
                out.printf("  %4d s  %s%n", Duration.ofNanos(now - begin).toSeconds(), board.line());
                out.flush();
            }
            if (replays.stream().anyMatch(Replay::isPlaying)) {
                ended = now;
            } else {
                boolean settled = now - Math.max(ended, changed) > SETTLED.toNanos() && board.total() > 0;
                if (settled || now - ended > PATIENCE.toNanos()) {
                    return shown;
                }
            }
            Thread.sleep(GLANCE);
        }
    }

    /** The board now; as it was when the collector does not answer, which it may while it starts again. */
    private static Board look(Api api, Board last) throws InterruptedException {
        try {
            Api.Answer answer = api.get("/sites");
            return answer.isGood() ? Board.of(answer.body()) : last;
        } catch (IOException e) {
            return last;
        }
    }
}
