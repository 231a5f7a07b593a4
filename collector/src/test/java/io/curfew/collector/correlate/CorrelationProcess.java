package io.curfew.collector.correlate;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.kafka.KafkaAwayException;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.PolicyFolder;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.load.ProgramLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The correlation alone in a process of its own, so that a test can kill it. */
final class CorrelationProcess {
    private CorrelationProcess() {}

    /** @param arguments where Kafka is, the state directory, and further settings as {@code key=value} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        Thread.ofPlatform().daemon().start(CorrelationProcess::endWithWhoeverStartedIt);
        KafkaConnection connection = new KafkaConnection(Map.of("bootstrap.servers", arguments[0]));
        Map<String, String> settings =
                new HashMap<>(Map.of("curfew.state-directory", arguments[1], "curfew.correlate.rehearsal", "1"));
        for (String setting : List.of(arguments).subList(2, arguments.length)) {
            settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        CollectorConfiguration configuration = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(new PropertiesConfigSource(settings, "arguments", 100))
                .build()
                .getConfigMapping(CollectorConfiguration.class);
        try (PolicyLog policyLog = new PolicyLog(connection, new PolicyFolder(null), Clock.systemUTC());
                SensorLog sensorLog = new SensorLog(connection);
                Correlation correlation = new Correlation(
                        connection,
                        configuration,
                        () -> policyLog.current().policy(),
                        sensorLog,
                        new CorrelationMetrics(new SimpleMeterRegistry()))) {
            TopicSetup topics = new TopicSetup(
                    connection,
                    configuration.topics().partitions(),
                    configuration.topics().replicas());
            correlation.start(start(topics, policyLog, sensorLog));
            awaitEnd();
        }
    }

    /** Waits for a broker that is away, as a collector does, and tells how many partitions there are. */
    private static int start(TopicSetup topics, PolicyLog policyLog, SensorLog sensorLog) {
        while (true) {
            try {
                int partitions = topics.createMissing();
                policyLog.start();
                sensorLog.start();
                return partitions;
            } catch (KafkaAwayException away) {
                System.err.println(away);
            }
        }
    }

    /** Waits until the process is asked to end, and lets it end only when this thread has. */
    private static void awaitEnd() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            try {
                worker.join();
            } catch (InterruptedException interrupted) {
                worker.interrupt();
            }
        }));
        asked.await();
    }

    /** Asks the process to end once the one that started it is gone, however that ended. */
    private static void endWithWhoeverStartedIt() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            System.err.println(closed);
        }
        System.exit(0);
    }

    /**
     * Starts it; what it prints goes to {@code log}. It does not outlive this process.
     *
     * @param settings as {@code key=value}
     */
    static Process start(String bootstrapServers, Path stateDirectory, Path log, String... settings)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CorrelationProcess.class.getName(),
                bootstrapServers,
                stateDirectory.toString()));
        command.addAll(List.of(settings));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }
}
