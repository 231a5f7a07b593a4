package io.curfew.collector.correlate;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.load.ProgramLog;
import io.curfew.policy.language.Policy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The correlation of a town in a process of its own, with the flags of a machine that does nothing else. */
final class TownProcess {
    /** What a core of a few hundred homes wants. */
    static final int HEAP_MEBIBYTES = 1_024;

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Process process;

    private TownProcess(Process process) {
        this.process = process;
    }

    /** @param arguments where Kafka is, the state directory, how many threads, and the town */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        List<String> town = List.of(arguments).subList(3, arguments.length);
        CollectorBench.Making making = CollectorBench.Making.of(town);
        Policy policy = making.town().policy(making.recorded());
        CollectorConfiguration configuration = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("curfew.state-directory", arguments[1], "curfew.correlate.threads", arguments[2]),
                        "arguments",
                        100))
                .build()
                .getConfigMapping(CollectorConfiguration.class);
        KafkaConnection connection = new KafkaConnection(Map.of("bootstrap.servers", arguments[0]));
        TopicSetup topics = new TopicSetup(
                connection,
                configuration.topics().partitions(),
                configuration.topics().replicas());
        try (Correlation correlation = new Correlation(
                connection,
                configuration,
                () -> policy,
                new InMemoryEnrolledSensors(),
                new CorrelationMetrics(new SimpleMeterRegistry()))) {
            correlation.start(topics.createMissing());
            while (!correlation.isRunning()) {
                Thread.sleep(LOOK);
            }
            System.out.println("running");
            new CountDownLatch(1).await();
        }
    }

    /** With the flags of this virtual machine for collecting garbage. */
    static TownProcess start(String kafka, Path stateDirectory, int threads, List<String> town) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                TownProcess.class.getName(),
                kafka,
                stateDirectory.toString(),
                Integer.toString(threads)));
        command.addAll(
                1,
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> flag.startsWith("-XX:"))
                        .toList());
        command.addAll(town);
        Path errors = stateDirectory.resolveSibling("collector.log");
        return new TownProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    /** Complains when it has ended by itself. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the collector ended, see collector.log: " + process.exitValue());
        }
    }

    ThreadTimes threads() throws IOException {
        return ThreadTimes.of(process.pid());
    }

    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Waits until it works on all of its partitions. */
    void awaitRunning() throws IOException {
        try (BufferedReader said = process.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.equals("running")) {
                    return;
                }
            }
        }
        throw new IllegalStateException("the correlation ended before it ran");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
