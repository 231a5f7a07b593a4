package io.curfew.collector.correlate;

import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.PolicyFolder;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.kafka.PolicyReplacement;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.load.ProgramLog;
import io.curfew.events.ObservationBatch;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kills, restarts, adds and removes collectors under load, and the broker beneath them, changes the policy meanwhile,
 * and holds what was said in the end to what one undisturbed task says of the same. {@code ./curfew chaos collector}
 * starts it:
 *
 * <pre>{@code
 * CollectorChaos FOLDER POLICY [--seed N] [--standby 0,1] [--sites 8] [--devices 12] [--seconds 600] [--pace 10]
 *     [--partitions 4] [--collectors 2] [--deeds 8] [--policies 3]
 * }</pre>
 *
 * where the folder holds {@code lisbon.batches} and {@code porto.batches}, the recorded homes.
 */
final class CollectorChaos {
    private static final Duration LOOK = Duration.ofMillis(500);
    /** So long harm is done at least. */
    private static final Duration SHORTEST = Duration.ofSeconds(20);

    /** Longer than it takes until all is told that only happened again, shorter than until time passes by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final Pattern COMPLAINT = Pattern.compile(
            "^(WARN|WARNING|SEVERE|ERROR|FATAL): (?!.*(sun\\.misc|LogManager))|^(Caused by: |[a-z.]+\\.[A-Z]\\w*Exception)");
    private static final int MOST_COMPLAINTS = 30;

    private final Map<String, String> options;
    private final ChaosLoad load;
    private final long seed;

    private CollectorChaos(Map<String, String> options, ChaosLoad load, long seed) {
        this.options = options;
        this.load = load;
        this.seed = seed;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        Map<String, String> options = new HashMap<>(Map.of(
                "--standby", "0,1",
                "--sites", "8",
                "--devices", "12",
                "--seconds", "600",
                "--pace", "10",
                "--partitions", "4",
                "--collectors", "2",
                "--deeds", "8",
                "--policies", "3",
                "--seed", Long.toString(System.nanoTime() % 1_000_000)));
        for (int index = 2; index < arguments.length; index += 2) {
            if (!options.containsKey(arguments[index]) || index + 1 == arguments.length) {
                System.err.println("chaos: no such option, or no value: " + arguments[index]);
                System.exit(2);
            }
            options.put(arguments[index], arguments[index + 1]);
        }
        boolean equal = true;
        for (String standby : Objects.requireNonNull(options.get("--standby")).split(",", -1)) {
            equal &= of(arguments, options).run(Integer.parseInt(standby));
        }
        System.exit(equal ? 0 : 1);
    }

    private static CollectorChaos of(String[] arguments, Map<String, String> options) throws IOException {
        return new CollectorChaos(
                options,
                ChaosLoad.of(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Integer.parseInt(options.get("--sites")),
                        Integer.parseInt(options.get("--devices")),
                        Integer.parseInt(options.get("--seconds")),
                        Integer.parseInt(options.get("--policies"))),
                Long.parseLong(options.get("--seed")));
    }

    private boolean run(int standby) throws IOException, InterruptedException {
        say(
                "seed %d, %d standby replicas: %s sites on %s partitions, %,d observations in %,d batches",
                seed,
                standby,
                Objects.requireNonNull(options.get("--sites")),
                Objects.requireNonNull(options.get("--partitions")),
                load.observations(),
                load.batches());
        Path folder = Files.createTempDirectory("curfew-chaos");
        try {
            boolean equal = run(standby, folder);
            if (equal) {
                DeletedFolder.delete(folder);
            } else {
                sayWhatWasLogged(folder);
            }
            return equal;
        } catch (IOException | InterruptedException | RuntimeException broken) {
            sayWhatWasLogged(folder);
            throw broken;
        }
    }

    /** The end of what each collector complained of, as the folder may not outlive the machine. */
    private static void sayWhatWasLogged(Path folder) throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                List<String> complaints = Files.readAllLines(log).stream()
                        .filter(line -> COMPLAINT.matcher(line).find())
                        .toList();
                complaints
                        .subList(Math.max(0, complaints.size() - MOST_COMPLAINTS), complaints.size())
                        .forEach(line -> say("%s: %s", log.getFileName(), line));
            }
        }
        say("what the collectors logged is kept in %s", folder);
    }

    private boolean run(int standby, Path folder) throws IOException, InterruptedException {
        try (LocalStack stack = LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA))) {
            String kafka = stack.kafkaBootstrapServers();
            KafkaConnection connection = new KafkaConnection(Map.of("bootstrap.servers", kafka));
            new TopicSetup(connection, option("--partitions"), (short) 1).createMissing();
            try (PolicyLog policies = new PolicyLog(connection, new PolicyFolder(null), Clock.systemUTC());
                    Fleet fleet = new Fleet(kafka, folder, List.of("curfew.correlate.standby-replicas=" + standby))) {
                policies.start();
                replace(policies, 1);
                for (int started = 0; started < option("--collectors"); started++) {
                    fleet.add();
                }
                disturb(stack, policies, fleet, folder);
                awaitDone(kafka, fleet, load.batches());
                return judge(kafka, folder);
            }
        }
    }

    private void disturb(LocalStack stack, PolicyLog policies, Fleet fleet, Path folder)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        Mischief mischief = new Mischief(random, fleet, stack, folder);
        List<Mischief.Deed> deeds = mischief.drawn(option("--deeds"));
        Duration pause = Duration.ofSeconds(1).dividedBy(option("--pace"));
        ChaosSender sender = new ChaosSender(stack.kafkaBootstrapServers(), load, pause);
        long begin = System.nanoTime();
        sender.start();
        awaitDone(stack.kafkaBootstrapServers(), fleet, 1);
        long first = System.nanoTime() - begin;
        long length = Math.max(
                SHORTEST.toNanos(), pause.multipliedBy(load.seconds().size()).toNanos() - first);
        int changes = load.policies().size() - 1;
        int steps = deeds.size() + changes;
        List<Integer> changesAt =
                random.ints(0, steps).distinct().limit(changes).sorted().boxed().toList();
        int version = 1;
        int deed = 0;
        for (int step = 0; step < steps; step++) {
            long at = first + (long) (length * (step + random.nextDouble()) / (steps + 1));
            Thread.sleep(Duration.ofNanos(Math.max(0, begin + at - System.nanoTime())));
            String what;
            if (changesAt.contains(step)) {
                version++;
                replace(policies, version);
                what = "policy " + version + " in force";
            } else {
                what = mischief.happen(deeds.get(deed));
                deed++;
            }
            fleet.requireAlive();
            say("  %5.1f s: %s", (System.nanoTime() - begin) / 1e9, what);
        }
        sender.await();
        say("  %5.1f s: all is sent", (System.nanoTime() - begin) / 1e9);
    }

    private void replace(PolicyLog policies, int version) {
        PolicyReplacement replacement = policies.replace(load.policies().get(version - 1), "chaos", version - 1L);
        if (!(replacement instanceof PolicyReplacement.Accepted)) {
            throw new IllegalStateException("policy " + version + " was not taken: " + replacement);
        }
    }

    private static void awaitDone(String kafka, Fleet fleet, long batches) throws InterruptedException {
        try (GroupProgress progress = new GroupProgress(kafka, "curfew-correlate")) {
            progress.await(batches, LOOK, fleet::requireAlive);
        }
        fleet.requireAlive();
    }

    private boolean judge(String kafka, Path folder) throws InterruptedException {
        List<String> putAside = Outcome.putAside(kafka);
        if (!putAside.isEmpty()) {
            putAside.forEach(System.out::println);
            say("NOT EQUAL to an undisturbed run, which puts nothing aside");
            return false;
        }
        List<Outcome> looks = looks(kafka);
        Outcome disturbed = looks.getLast();
        List<String> wentBack = wentBack(disturbed);
        if (!wentBack.isEmpty()) {
            wentBack.forEach(System.out::println);
            say("NOT EQUAL to an undisturbed run, which tells of each batch and never goes back to an older policy");
            return false;
        }
        Outcome undisturbed = UndisturbedRun.of(load, disturbed::policyOf, folder.resolve("undisturbed"));
        if (undisturbed.alertsKnown() == 0 || undisturbed.devicesKnown() == 0) {
            say("NOTHING TO COMPARE: the load has no alert or no device");
            return false;
        }
        List<String> wrong = differences(looks, undisturbed);
        wrong.forEach(System.out::println);
        say(
                wrong.isEmpty()
                        ? "equal: %,d observations judged once each, %,d dossiers, %,d alerts in all their fields"
                        : "NOT EQUAL to an undisturbed run of %,d observations, %,d dossiers, %,d alerts",
                undisturbed.observations(),
                undisturbed.devicesKnown(),
                undisturbed.alertsKnown());
        return wrong.isEmpty();
    }

    /**
     * What stands there until all is told that only happened again. With a minute of silence time begins to pass at the
     * sites by the clock of the collectors, which tells more of their devices: later looks say nothing.
     */
    private static List<Outcome> looks(String kafka) throws InterruptedException {
        List<Outcome> looks = new ArrayList<>(List.of(Outcome.of(kafka)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN_LOOKS);
            looks.add(Outcome.of(kafka));
        }
        return looks;
    }

    /** What was equal at none of the looks; batches, which no passing of time changes, must be so at the last. */
    private static List<String> differences(List<Outcome> looks, Outcome expected) {
        return Arrays.stream(Outcome.Kind.values())
                .filter(kind -> kind == Outcome.Kind.BATCH
                        || looks.stream()
                                .noneMatch(look ->
                                        look.differencesTo(expected, kind).isEmpty()))
                .flatMap(kind -> looks.getLast().differencesTo(expected, kind).stream())
                .toList();
    }

    /**
     * Batches of which nothing was said, and those that were judged by an older policy after a newer one, or by none.
     */
    private List<String> wentBack(Outcome outcome) {
        Map<String, Long> latest = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (List<ObservationBatch> second : load.seconds()) {
            for (ObservationBatch batch : second) {
                String site = batch.site().value();
                Outcome.BatchName name = new Outcome.BatchName(site, batch.sequence());
                long version = outcome.policyOf(name);
                if (!outcome.tellsOf(name)) {
                    wrong.add("of " + site + " batch " + batch.sequence() + " nothing was said");
                } else if (version < latest.getOrDefault(site, 1L)) {
                    wrong.add(site + " batch " + batch.sequence() + " was judged by policy " + version);
                }
                latest.put(site, version);
            }
        }
        return wrong;
    }

    private int option(String name) {
        return Integer.parseInt(Objects.requireNonNull(options.get(name), name));
    }

    private static void say(String format, Object... facts) {
        System.out.printf(Locale.ROOT, "chaos: " + format + "%n", facts);
    }
}
