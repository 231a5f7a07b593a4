package io.curfew.stack.part;

import io.curfew.events.TopicLayout;
import io.curfew.stack.process.Launch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The broker: one node that is its own controller, with the topics of the design. */
public record Kafka(Setting setting) implements Server {
    /** Any 16 bytes in base 64 do; a fixed one lets a lost configuration be written again for the same storage. */
    private static final String CLUSTER_ID = "Y3VyZmV3LWxvY2FsLTAwMQ";

    private static final int ANSWER_SECONDS = 20;
    /** A site is one task: two partitions keep the two cores of a small machine busy, more only cost memory. */
    private static final int PARTITIONS = 2;

    @Override
    public Part part() {
        return Part.KAFKA;
    }

    @Override
    public String address() {
        return setting.host() + ":" + setting.ports().kafka();
    }

    @Override
    public List<Part> needs() {
        return List.of();
    }

    @Override
    public void prepare() throws IOException {
        Files.writeString(folder().resolve("server.properties"), properties());
        Files.writeString(
                folder().resolve("log4j2.properties"),
                RollingLog.of(setting.state().log(part())));
    }

    @Override
    public Launch launch() {
        Path programs = setting.programs().kafka();
        return new Launch(
                JavaCommand.of(
                        part(),
                        setting.state(),
                        List.of(
                                JavaCommand.QUICK_START,
                                "-Xms64m",
                                "-Xmx256m",
                                "-Dlog4j2.configurationFile=" + folder().resolve("log4j2.properties"),
                                "-cp",
                                programs.resolve("classes") + ":" + programs.resolve("lib") + "/*"),
                        List.of(
                                "io.curfew.server.kafka.Broker",
                                folder().resolve("server.properties").toString(),
                                CLUSTER_ID)),
                JavaCommand.marker(part(), setting.state()),
                Map.of(),
                folder(),
                setting.state().consoleLog(part()));
    }

    @Override
    public boolean answers() {
        return Probe.tcp(setting.host(), setting.ports().kafka());
    }

    /** Waits until the broker answers requests and makes the topics that are missing. */
    @Override
    public void furnish() throws IOException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "200"))) {
            Set<String> present = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = TopicLayout.all().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(PARTITIONS), (short) 1)
                            .configs(topic.settings()))
                    .toList();
            admin.createTopics(missing).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Kafka at " + address() + " made no topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Path folder() {
        return setting.state().data(part());
    }

    private String properties() {
        return """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://127.0.0.1:%3$d
                advertised.listeners=PLAINTEXT://%4$s:%2$d
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@127.0.0.1:%3$d
                log.dirs=%5$s
                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=2
                num.recovery.threads.per.data.dir=1
                background.threads=2
                log.cleaner.dedupe.buffer.size=8388608
                offsets.topic.num.partitions=4
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(
                        setting.binding().listener(),
                        setting.ports().kafka(),
                        setting.ports().kafkaController(),
                        setting.host(),
                        folder().resolve("data"));
    }
}
