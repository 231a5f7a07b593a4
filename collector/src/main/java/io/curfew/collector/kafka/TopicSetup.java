package io.curfew.collector.kafka;

import io.curfew.events.TopicLayout;
import io.curfew.events.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * Creates the topics that are missing, with the cleanup and retention that belong to what they hold. Topics that exist
 * are left as they are: an operator's settings win.
 */
public final class TopicSetup {
    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What one task takes of a site. */
    private static final List<String> MEETING = List.of(Topics.OBSERVATIONS, Topics.COMMANDS, Topics.HINTS);

    private final KafkaConnection connection;
    private final int partitions;
    private final short replicas;

    /**
     * @param partitions of each topic by site, where none is there yet
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
     * @throws IllegalStateException when observations, commands and hints of a site could not meet in one task
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
            int bySite = bySitePartitions(admin, existing);
            List<NewTopic> missing = TopicLayout.all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic ->
                            new NewTopic(topic.name(), topic.partitions(bySite), replicas).configs(topic.settings()))
                    .toList();
            for (Map.Entry<String, KafkaFuture<Void>> created :
                    admin.createTopics(missing).values().entrySet()) {
                await(created.getKey(), created.getValue());
            }
            return samePartitions(partitions(admin, MEETING));
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

    /** As many as there are: what is created later must meet what was created first. */
    private int bySitePartitions(Admin admin, Set<String> existing) throws ExecutionException, InterruptedException {
        List<String> made = MEETING.stream().filter(existing::contains).toList();
        if (made.isEmpty()) {
            return partitions;
        }
        int there = samePartitions(partitions(admin, made));
        if (there != partitions) {
            LOG.warnf("topics stay as they were made, partitions=%d configured=%d", there, partitions);
        }
        return there;
    }

    private static SortedMap<String, Integer> partitions(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        SortedMap<String, Integer> counts = new TreeMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((topic, described) ->
                        counts.put(topic, described.partitions().size()));
        return counts;
    }

    private static int samePartitions(SortedMap<String, Integer> counts) {
        if (Set.copyOf(counts.values()).size() > 1) {
            throw new IllegalStateException("what belongs to a site must meet in one task: "
                    + String.join(", ", MEETING) + " must have the same number of partitions, had " + counts);
        }
        return counts.values().iterator().next();
    }
}
