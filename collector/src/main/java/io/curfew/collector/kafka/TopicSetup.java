package io.curfew.collector.kafka;

import io.curfew.events.TopicLayout;
import io.curfew.events.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Creates the topics that are missing, with the cleanup and retention that belong to what they hold. Topics that exist
 * are left as they are: an operator's settings win.
 */
public final class TopicSetup {
    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final int partitions;
    private final short replicas;

    /**
     * @param partitions of each topic but the policy's, which has one: its order is the order of versions
     * @param replicas copies of each partition
     */
    public TopicSetup(KafkaConnection connection, int partitions, short replicas) {
        this.connection = connection;
        this.partitions = partitions;
        this.replicas = replicas;
    }

    /**
     * Returns when every topic is there.
     *
     * @return how many partitions the topics have whose records are spread by site
     * @throws KafkaAwayException when Kafka does not answer in time
     * @throws IllegalStateException when observations and commands of a site could not meet in one task
     */
    public int createMissing() {
        Map<String, Object> settings = connection.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "curfew-topics",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000));
        try (Admin admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = TopicLayout.all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(partitions), replicas)
                            .configs(topic.settings()))
                    .toList();
            for (Map.Entry<String, KafkaFuture<Void>> created :
                    admin.createTopics(missing).values().entrySet()) {
                await(created.getKey(), created.getValue());
            }
            return samePartitions(admin.describeTopics(List.of(Topics.OBSERVATIONS, Topics.COMMANDS))
                    .allTopicNames()
                    .get());
        } catch (ExecutionException | KafkaException away) {
            throw new KafkaAwayException("the topics could not be created", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException("interrupted while topics were created", interrupted);
        }
    }

    private static void await(String topic, KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.get();
            LOG.infof("topic created, topic=%s", topic);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private static int samePartitions(Map<String, TopicDescription> topics) {
        Set<Integer> counts =
                topics.values().stream().map(topic -> topic.partitions().size()).collect(Collectors.toSet());
        if (counts.size() > 1) {
            throw new IllegalStateException(Topics.OBSERVATIONS + " and " + Topics.COMMANDS
                    + " must have the same number of partitions, had " + counts);
        }
        return counts.iterator().next();
    }
}
