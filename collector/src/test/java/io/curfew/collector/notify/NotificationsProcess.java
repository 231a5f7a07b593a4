package io.curfew.collector.notify;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.load.ProgramLog;
import io.curfew.collector.notify.carrier.Carriers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The role alone in a process of its own, so that a test can kill it. */
final class NotificationsProcess {
    private NotificationsProcess() {}

    /** @param arguments where Kafka is, and settings as {@code key=value} */
    public static void main(String[] arguments) throws InterruptedException {
        ProgramLog.asPackaged();
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(arguments).subList(1, arguments.length)) {
            settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        CollectorConfiguration configuration = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(new PropertiesConfigSource(settings, "arguments", 100))
                .build()
                .getConfigMapping(CollectorConfiguration.class);
        Clock clock = Clock.systemUTC();
        new Notifications(
                        configuration,
                        new KafkaConnection(Map.of("bootstrap.servers", arguments[0])),
                        new Carriers(URI.create("https://curfew.example.org"), clock, Vertx.vertx()),
                        new SimpleMeterRegistry(),
                        clock)
                .start(new StartupEvent());
        new CountDownLatch(1).await();
    }

    /** Starts it; what it prints goes to {@code log}. */
    static Process start(String bootstrapServers, Path log, List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NotificationsProcess.class.getName(),
                bootstrapServers));
        command.addAll(settings);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }
}
