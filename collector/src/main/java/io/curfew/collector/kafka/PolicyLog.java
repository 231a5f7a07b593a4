package io.curfew.collector.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.PolicyReading;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The policy topic: says which policy is in force and replaces it. A document that cannot be read, or is not newer than
 * the latest, changes nothing. Replacing is a compare-and-set across all collectors: whoever writes does so in a
 * transaction under the one id that fences every other writer, and has read everything committed before. Files that are
 * {@link FileNews news} here are a new version of the policy, which whoever sees it first writes.
 */
public final class PolicyLog implements AutoCloseable {
    /** The name that mistakes give as their file. */
    public static final String FILE = "policy.yaml";

    private static final Logger LOG = Logger.getLogger(PolicyLog.class);
    private final KafkaConnection connection;
    private final PolicyWithFiles policy;
    private final FileVersions versions;
    private final Clock clock;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final FollowedTopic topic;

    /** Takes each document, and looks for files that came or changed meanwhile. */
    private final class Documents implements FollowedTopic.Reader {
        @Override
        public void take(ConsumerRecord<String, byte[]> line) {
            PolicyLog.this.take(line);
        }

        @Override
        public void rested() {
            policy.lookAtFiles();
            policy.change().ifPresent(change -> versions.offer(change, policy.latest()));
        }
    }

    /** @param folder the files that policies may name */
    public PolicyLog(KafkaConnection connection, PolicyFolder folder, Clock clock) {
        this.connection = connection;
        this.policy = new PolicyWithFiles(folder, System::nanoTime);
        this.versions = new FileVersions(new EarlierFiles(connection), policy::passOver, this::replaceForFiles);
        this.clock = clock;
        this.topic = new FollowedTopic(connection, "curfew-policy", Topics.POLICY, new Documents());
    }

    /** The policy in force; {@link PolicyInForce#NONE} before the first one and before {@link #start()}. */
    public PolicyInForce current() {
        return policy.current();
    }

    /** The document that the next one replaces: the one in force, or a newer one that was passed over here. */
    public PolicyDocument latest() {
        return policy.latest();
    }

    /** What the latest document lacks here, files above all; empty when all is well. */
    public List<Mistake> mistakes() {
        return policy.mistakes();
    }

    /** The names of files that are not here as where the latest document was put in force. */
    public List<String> otherFiles() {
        return policy.otherFiles();
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
        return policy.check(text);
    }

    /**
     * The same for somebody who may not know which files there are: a file that the text names is a warning, whether it
     * is there or not.
     */
    public PolicyReading checkWithoutFiles(String text) {
        return PolicyWithFiles.checkWithoutFiles(text);
    }

    private void take(ConsumerRecord<String, byte[]> line) {
        try {
            PolicyDocument document = CurfewJson.read(mapper, line.value(), PolicyDocument.class);
            if (document.version() > policy.latest().version()) {
                policy.take(document);
            }
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.errorf("policy document unreadable, offset=%d reason=%s", line.offset(), malformed.getMessage());
        }
    }

    private PolicyReplacement replaceForFiles(FileNews.Change change, PolicyDocument before) {
        Wish wish = new Wish(before.text(), PolicyDocument.BY_FILES, change.files(), change.changedFiles());
        return replace(wish, before.version());
    }

    /**
     * Puts {@code text} in force in place of version {@code ifVersion}, which must be the latest; returns once it is in
     * force here. Collectors elsewhere follow within moments.
     *
     * @param author the user who wants it
     * @throws KafkaAwayException when Kafka does not answer in time; the policy may have been written all the same
     */
    public PolicyReplacement replace(String text, String author, long ifVersion) {
        return switch (check(text)) {
            case PolicyReading.Refused refused -> new PolicyReplacement.Refused(refused.mistakes());
            case PolicyReading.Accepted accepted -> {
                List<ReadFile> named = ReadFile.of(accepted.files());
                yield replace(new Wish(text, author, named, policy.changedFiles(accepted)), ifVersion);
            }
        };
    }

    /**
     * What somebody wants to be in force.
     *
     * @param files those that the text names, as they are here
     * @param changedFiles the names of those that are others than in the version before
     */
    private record Wish(String text, String author, List<ReadFile> files, List<String> changedFiles) {
        PolicyDocument document(long version, Instant changed) {
            return new PolicyDocument(version, author, changed, text, files, changedFiles);
        }
    }

    private synchronized PolicyReplacement replace(Wish wish, long ifVersion) {
        try {
            return write(wish, ifVersion);
        } catch (KafkaException away) {
            throw new KafkaAwayException("the policy could not be written", away);
        }
    }

    private PolicyReplacement write(Wish wish, long ifVersion) {
        try (PolicyWriter writer = new PolicyWriter(connection)) {
            writer.begin();
            topic.awaitAllCommitted();
            if (latest().version() != ifVersion) {
                return new PolicyReplacement.Outdated(latest());
            }
            PolicyDocument wanted = wish.document(ifVersion + 1, clock.instant());
            topic.awaitTaken(writer.write(wanted) + 1);
            return latest().equals(wanted)
                    ? new PolicyReplacement.Accepted(wanted)
                    : new PolicyReplacement.Outdated(latest());
        } catch (ProducerFencedException | InvalidProducerEpochException overtaken) {
            topic.awaitAllCommitted();
            return new PolicyReplacement.Outdated(latest());
        }
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
        versions.close();
        topic.close();
    }
}
