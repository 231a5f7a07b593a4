package io.curfew.collector.correlate;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.PolicyFolder;
import io.curfew.collector.kafka.PolicyLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The correlation alone in a process of its own, so that a test can kill it. */
final class CorrelationProcess {
    private CorrelationProcess() {}

    /** @param arguments where Kafka is, and the state directory */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        KafkaConnection connection = new KafkaConnection(Map.of("bootstrap.servers", arguments[0]));
        CollectorConfiguration configuration = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(
                        new PropertiesConfigSource(Map.of("curfew.state-directory", arguments[1]), "arguments", 100))
                .build()
                .getConfigMapping(CollectorConfiguration.class);
        try (PolicyLog policyLog = new PolicyLog(connection, new PolicyFolder(null), Clock.systemUTC());
                Correlation correlation = new Correlation(
                        connection,
                        configuration,
                        () -> policyLog.current().policy(),
                        new CorrelationMetrics(new SimpleMeterRegistry()))) {
            policyLog.start();
            correlation.start();
            new CountDownLatch(1).await();
        }
    }

    /** Starts it; what it prints goes to {@code log}. */
    static Process start(String bootstrapServers, Path stateDirectory, Path log) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CorrelationProcess.class.getName(),
                        bootstrapServers,
                        stateDirectory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }
}
