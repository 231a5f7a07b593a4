package io.curfew.collector.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files of all policies that were ever in force, from the commands topic, which keeps them for ever. Reads it anew
 * each time it is asked, and keeps nothing.
 */
final class EarlierFiles {
    private static final Logger LOG = Logger.getLogger(EarlierFiles.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final ObjectMapper mapper = CurfewJson.mapper();

    EarlierFiles(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Those of the files that some policy had as they are.
     *
     * @throws KafkaAwayException when Kafka does not answer in time
     */
    Set<ReadFile> among(List<ReadFile> files) {
        Set<ReadFile> found = new HashSet<>();
        if (files.isEmpty()) {
            return found;
        }
        try (Consumer<String, byte[]> consumer = connection.reader("curfew-policy-files", PATIENCE)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMANDS, PATIENCE).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            TopicEnd.read(
                    consumer,
                    PATIENCE,
                    line -> filesOf(line).stream().filter(files::contains).forEach(found::add));
        } catch (KafkaException away) {
            throw new KafkaAwayException("the earlier files of the policy could not be read", away);
        }
        return found;
    }

    private List<ReadFile> filesOf(ConsumerRecord<String, byte[]> line) {
        if (!PolicyChange.KEY.equals(line.key())) {
            return List.of();
        }
        try {
            List<ReadFile> files =
                    CurfewJson.read(mapper, line.value(), PolicyChange.class).files();
            return files == null ? List.of() : files;
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.debugf("no change of the policy, offset=%d reason=%s", line.offset(), malformed.getMessage());
            return List.of();
        }
    }
}
