package io.curfew.collector.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The policies that were ever put in force, from the commands topic, which keeps them for ever. Knows where each of the
 * latest {@value #MOST_VERSIONS} stands, and forgets the oldest to make room; the texts stay in Kafka. Whoever asks has
 * it read on from where it stopped.
 */
public final class PolicyVersions {
    static final int MOST_VERSIONS = 10_000;

    private static final Logger LOG = Logger.getLogger(PolicyVersions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Place(PolicyVersion version, TopicPartition partition, long offset) {}

    private final KafkaConnection connection;
    private final int mostVersions;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final TreeMap<Long, Place> places = new TreeMap<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private long forgotten;

    public PolicyVersions(KafkaConnection connection) {
        this(connection, MOST_VERSIONS);
    }

    PolicyVersions(KafkaConnection connection, int mostVersions) {
        this.connection = connection;
        this.mostVersions = mostVersions;
    }

    /**
     * The versions before one, the latest first.
     *
     * @param before absent: from the latest on
     * @param most how many at most
     * @throws KafkaAwayException when Kafka does not answer in time
     */
    public synchronized List<PolicyVersion> latest(@Nullable Long before, int most) {
        try (Consumer<String, byte[]> consumer = connection.reader("curfew-policy-versions", PATIENCE)) {
            readOn(consumer);
        } catch (KafkaException away) {
            throw new KafkaAwayException("the versions of the policy could not be read", away);
        }
        NavigableMap<Long, Place> wanted = before == null ? places : places.headMap(before, false);
        return wanted.descendingMap().values().stream()
                .limit(most)
                .map(Place::version)
                .toList();
    }

    /** How many there were, as of the last call of {@link #latest}; those forgotten included. */
    public synchronized long count() {
        return places.size() + forgotten;
    }

    /**
     * One of them with its text; empty when there is none of this version, or it is forgotten.
     *
     * @throws KafkaAwayException when Kafka does not answer in time
     */
    public synchronized Optional<PolicyDocument> version(long version) {
        try (Consumer<String, byte[]> consumer = connection.reader("curfew-policy-versions", PATIENCE)) {
            if (!places.containsKey(version)) {
                readOn(consumer);
            }
            Place place = places.get(version);
            return place == null ? Optional.empty() : Optional.of(document(consumer, place));
        } catch (KafkaException away) {
            throw new KafkaAwayException("the policy could not be read", away);
        }
    }

    private void readOn(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMANDS, PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, read.getOrDefault(partition, 0L)));
        TopicEnd.read(consumer, PATIENCE, this::take);
        partitions.forEach(partition -> read.put(partition, consumer.position(partition, PATIENCE)));
    }

    private void take(ConsumerRecord<String, byte[]> line) {
        if (!PolicyChange.KEY.equals(line.key())) {
            return;
        }
        try {
            PolicyChange change = CurfewJson.read(mapper, line.value(), PolicyChange.class);
            var version = new PolicyVersion(change.version(), change.by(), change.at(), change.changedFiles());
            places.put(
                    change.version(),
                    new Place(version, new TopicPartition(line.topic(), line.partition()), line.offset()));
            if (places.size() > mostVersions) {
                places.pollFirstEntry();
                forgotten++;
            }
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.debugf("no change of the policy, offset=%d reason=%s", line.offset(), malformed.getMessage());
        }
    }

    private PolicyDocument document(Consumer<String, byte[]> consumer, Place place) {
        consumer.assign(List.of(place.partition()));
        consumer.seek(place.partition(), place.offset());
        for (ConsumerRecord<String, byte[]> line : consumer.poll(PATIENCE)) {
            if (line.offset() == place.offset()) {
                return document(line);
            }
        }
        throw new TimeoutException("the record did not come");
    }

    private PolicyDocument document(ConsumerRecord<String, byte[]> line) {
        try {
            return CurfewJson.read(mapper, line.value(), PolicyChange.class).document();
        } catch (IOException bug) {
            throw new IllegalStateException("what could be read once cannot be read again", bug);
        }
    }
}
