package io.curfew.collector.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * The policy topic: says which policy is in force and replaces it. A document that cannot be read, or is not newer than
 * the latest, changes nothing. One that names files which are not here is in force without them, since elsewhere it
 * judges sites already, and no site goes back to an older one; once it is in force with its files, they stay as they
 * were while they cannot be read. Replacing is a compare-and-set across all collectors: whoever writes does so in a
 * transaction under the one id that fences every other writer, and has read everything committed before.
 */
public final class PolicyLog implements AutoCloseable {
    /** The name that mistakes give as their file. */
    public static final String FILE = "policy.yaml";

    private static final Logger LOG = Logger.getLogger(PolicyLog.class);
    private static final String KEY = "*";
    private static final int PARTITION = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** More than the largest request; Kafka's own bound is for what is packed. */
    private static final int MOST_OCTETS = 4 * 1024 * 1024;

    private final KafkaConnection connection;
    private final PolicyFolder folder;
    private final Clock clock;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final FollowedTopic topic;
    private volatile PolicyInForce current = PolicyInForce.NONE;
    private volatile PolicyDocument latest = PolicyDocument.NONE;
    private volatile List<Mistake> mistakes = List.of();

    /** False while the policy in force lacks files that it names. */
    private boolean isWhole = true;

    private GivenFiles readWith = GivenFiles.NONE;

    /** Takes each document, and looks for files that came or changed meanwhile. */
    private final class Documents implements FollowedTopic.Reader {
        @Override
        public void take(ConsumerRecord<String, byte[]> line) {
            PolicyLog.this.take(line);
        }

        @Override
        public void rested() {
            readAgain();
        }
    }

    /** @param folder the files that policies may name */
    public PolicyLog(KafkaConnection connection, PolicyFolder folder, Clock clock) {
        this.connection = connection;
        this.folder = folder;
        this.clock = clock;
        this.topic = new FollowedTopic(connection, "curfew-policy", Topics.POLICY, new Documents());
    }

    /** The policy in force; {@link PolicyInForce#NONE} before the first one and before {@link #start()}. */
    public PolicyInForce current() {
        return current;
    }

    /** The document that the next one replaces: the one in force, or a newer one that was passed over here. */
    public PolicyDocument latest() {
        return latest;
    }

    /** What the latest document lacks here, files above all; empty when all is well. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /**
     * Reads the topic to its end, then goes on in a thread of its own. The topic must exist.
     *
     * @throws KafkaAwayException when Kafka does not answer in time
     */
    public void start() {
        topic.start();
    }

    /** Says what is wrong with a text, with the files that there are; changes nothing. */
    public PolicyReading check(String text) {
        return PolicyReader.read(1, Map.of(FILE, text), folder.look());
    }

    private void take(ConsumerRecord<String, byte[]> line) {
        try {
            PolicyDocument document = CurfewJson.read(mapper, line.value(), PolicyDocument.class);
            if (document.version() <= latest.version()) {
                return;
            }
            readWith = folder.look();
            if (read(document)) {
                LOG.infof("policy in force, version=%d author=%s", document.version(), document.author());
            }
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.errorf("policy document unreadable, offset=%d reason=%s", line.offset(), malformed.getMessage());
        }
    }

    /** False when it has mistakes. */
    private boolean read(PolicyDocument document) {
        latest = document;
        return switch (PolicyReader.read(document.version(), Map.of(FILE, document.text()), readWith)) {
            case PolicyReading.Accepted accepted -> {
                isWhole = true;
                mistakes = List.of();
                current = new PolicyInForce(document, accepted.policy());
                yield true;
            }
            case PolicyReading.Refused refused -> {
                mistakes = refused.mistakes();
                readWithoutFiles(document);
                yield false;
            }
        };
    }

    /** What is in force with all its files, or has other mistakes, leaves in force what is. */
    private void readWithoutFiles(PolicyDocument document) {
        boolean isInForce = isWhole && current.document().version() == document.version();
        if (!isInForce
                && PolicyReader.readWithoutFiles(document.version(), Map.of(FILE, document.text()), readWith)
                        instanceof PolicyReading.Accepted accepted) {
            isWhole = false;
            current = new PolicyInForce(document, accepted.policy());
            LOG.errorf(
                    "policy in force without files that it names, version=%d mistakes=%d first=%s",
                    document.version(), mistakes.size(), mistakes.getFirst());
        } else {
            LOG.errorf(
                    "policy passed over, version=%d mistakes=%d first=%s",
                    document.version(), mistakes.size(), mistakes.getFirst());
        }
    }

    /** A file that the policy names may have changed, come or gone. */
    @SuppressWarnings("ReferenceEquality") // what the folder gives is the same object until something changes
    private void readAgain() {
        GivenFiles files = folder.look();
        if (files != readWith && latest.version() > 0) {
            readWith = files;
            if (read(latest)) {
                LOG.infof("policy read again with its files, version=%d", latest.version());
            }
        }
    }

    /**
     * Puts {@code text} in force in place of version {@code ifVersion}, which must be the latest; returns once it is in
     * force here. Collectors elsewhere follow within moments.
     *
     * @param author the user who wants it
     * @throws KafkaAwayException when Kafka does not answer in time; the policy may have been written all the same
     */
    public synchronized PolicyReplacement replace(String text, String author, long ifVersion) {
        if (check(text) instanceof PolicyReading.Refused refused) {
            return new PolicyReplacement.Refused(refused.mistakes());
        }
        try (Producer<String, byte[]> writer = writer()) {
            writer.initTransactions();
            topic.awaitAllCommitted();
            if (latest.version() != ifVersion) {
                return new PolicyReplacement.Outdated(latest);
            }
            Instant changed = clock.instant();
            var wanted = new PolicyDocument(ifVersion + 1, author, changed, text);
            writer.beginTransaction();
            Future<RecordMetadata> written =
                    writer.send(new ProducerRecord<>(Topics.POLICY, PARTITION, KEY, json(wanted)));
            var _ = writer.send(new ProducerRecord<>(
                    Topics.COMMANDS, PolicyChange.KEY, json(PolicyChange.to(wanted, author, changed))));
            writer.commitTransaction();
            // The commit returns before its markers stand in the topic: the end of what is committed may lie before it.
            topic.awaitTaken(written.resultNow().offset() + 1);
            return latest.equals(wanted)
                    ? new PolicyReplacement.Accepted(wanted)
                    : new PolicyReplacement.Outdated(latest);
        } catch (ProducerFencedException | InvalidProducerEpochException overtaken) {
            topic.awaitAllCommitted();
            return new PolicyReplacement.Outdated(latest);
        } catch (KafkaException away) {
            throw new KafkaAwayException("the policy could not be written", away);
        }
    }

    private byte[] json(Object document) {
        try {
            return mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a policy document has no JSON form", bug);
        }
    }

    private Producer<String, byte[]> writer() {
        return new KafkaProducer<>(
                connection.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "curfew-policy",
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "curfew-policy",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MOST_OCTETS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis())),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** True once the policy is known, as long as its changes are. */
    public boolean isFollowing() {
        return topic.isFollowing();
    }

    /** True when it was started and has ended by itself. */
    public boolean hasFailed() {
        return topic.hasFailed();
    }

    @Override
    public void close() {
        topic.close();
    }
}
