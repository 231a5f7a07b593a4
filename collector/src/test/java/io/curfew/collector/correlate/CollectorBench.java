package io.curfew.collector.correlate;

import io.curfew.collector.load.ProgramLog;
import io.curfew.collector.load.Recording;
import io.curfew.collector.load.Town;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the correlation under the load of many sites. {@code ./curfew bench collector} starts it with the folder of
 * {@code lisbon.batches} and {@code porto.batches}, the recorded homes, the file of their policy, and the options.
 */
final class CollectorBench {
    /** What a run on a busy machine still reaches: well below what docs/scaling.md says. */
    private static final Map<String, Double> FEWEST_A_CPU_SECOND =
            Map.of("pure", 50_000.0, "topology", 20_000.0, "kafka", 8_000.0);

    /** The aim itself: how busy a machine is does not change it. */
    private static final double MOST_BYTES_A_DEVICE = 4_096;

    private final Path folder;
    private final Path policy;
    private final BenchOptions options;
    private final GrowthTable table = new GrowthTable();
    private final List<String> failures = new ArrayList<>();

    /**
     * What a town is made of.
     *
     * @param recorded the policy of the recorded homes
     */
    record Making(Town town, Policy recorded) {
        /**
         * @param arguments the folder of recordings, the file of their policy, the number of sites and of devices each
         */
        static Making of(List<String> arguments) throws IOException {
            Path folder = Path.of(arguments.get(0));
            List<Recording> recordings = List.of(
                    Recording.read(new SiteId("lisbon"), folder.resolve("lisbon.batches")),
                    Recording.read(new SiteId("porto"), folder.resolve("porto.batches")));
            String text = Files.readString(Path.of(arguments.get(1)));
            Policy recorded = switch (PolicyReader.read(1, Map.of("policy.yaml", text))) {
                case PolicyReading.Accepted accepted -> accepted.policy();
                case PolicyReading.Refused refused ->
                    throw new IllegalArgumentException(refused.mistakes().toString());
            };
            int sites = Integer.parseInt(arguments.get(2));
            return new Making(new Town(recordings, recorded, sites, Integer.parseInt(arguments.get(3))), recorded);
        }
    }

    private CollectorBench(Path folder, Path policy, BenchOptions options) {
        this.folder = folder;
        this.policy = policy;
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(arguments).subList(2, arguments.length));
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage() + "; ./curfew bench --help tells the options");
            System.exit(2);
            return;
        }
        CollectorBench bench = new CollectorBench(Path.of(arguments[0]), Path.of(arguments[1]), options);
        bench.run();
        bench.failures.forEach(failure -> System.err.println("bench: " + failure));
        System.exit(options.check() && !bench.failures.isEmpty() ? 1 : 0);
    }

    private void run() throws IOException, InterruptedException {
        for (int sites : options.sites()) {
            if (options.only().contains("pure")) {
                measure("pure", new PurePolicyLoad(), sites, 1);
            }
            if (options.only().contains("topology")) {
                measure("topology", new TopologyLoad(), sites, 1);
            }
            if (options.only().contains("kafka")) {
                for (int threads : options.threads()) {
                    measure("kafka", new KafkaLoad(threads, town(sites)), sites, threads);
                }
            }
        }
        System.out.println();
        System.out.print(table);
    }

    private List<String> town(int sites) {
        return List.of(
                folder.toString(), policy.toString(), Integer.toString(sites), Integer.toString(options.devices()));
    }

    private void measure(String name, Load load, int sites, int threads) throws IOException, InterruptedException {
        System.err.printf(Locale.ROOT, "bench: %s with %,d sites%n", name, sites);
        Making making = Making.of(town(sites));
        Town town = making.town();
        Load.Figures figures = load.measure(town, town.policy(making.recorded()), options.observations());
        table.add(name, sites, threads, figures);
        System.out.printf(
                Locale.ROOT,
                "collector: %s, %s sites: %,.0f observations a CPU second (%,d observations, %d%% of them while it"
                        + " warmed up)%s%n",
                name,
                sites,
                figures.aCpuSecond(),
                figures.observations(),
                figures.warmUpPercent(),
                figures.more());
        if (figures.aCpuSecond() < FEWEST_A_CPU_SECOND.getOrDefault(name, 0.0)) {
            failures.add(name + " took only " + Math.round(figures.aCpuSecond()) + " observations a CPU second");
        }
        if (name.equals("topology") && figures.bytesADevice() <= 0) {
            failures.add(name + " has measured no state");
        }
        if (figures.bytesADevice() > MOST_BYTES_A_DEVICE) {
            failures.add(name + " keeps " + Math.round(figures.bytesADevice()) + " bytes a device");
        }
    }
}
