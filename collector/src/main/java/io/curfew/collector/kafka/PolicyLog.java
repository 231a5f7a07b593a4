package io.curfew.collector.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The policy topic: says which policy is in force and replaces it. A document that cannot be read, or is not newer than
 * the latest, changes nothing. One that names files which are not here is in force without them, since elsewhere it
 * judges sites already, and no site goes back to an older one; once it is in force with its files, they stay as they
 * were while they cannot be read. Replacing is a compare-and-set across all collectors: whoever writes does so in a
 * transaction under the one id that fences every other writer, and has read everything committed before. Files that
 * change here are a new version of the policy, which whoever sees it first writes; so are those that were changed while
 * no collector ran, by their time. Files that are only others than elsewhere are not.
 */
public final class PolicyLog implements AutoCloseable {
    /** The name that mistakes give as their file. */
    public static final String FILE = "policy.yaml";

    private static final Logger LOG = Logger.getLogger(PolicyLog.class);
    /** Between versions that files make here. */
    private static final long LEAST_NANOS = Duration.ofMinutes(1).toNanos();

    private final KafkaConnection connection;
    private final PolicyFolder folder;
    private final SettledFiles files;
    private final Clock clock;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final FollowedTopic topic;
    private volatile PolicyInForce current = PolicyInForce.NONE;
    private volatile PolicyDocument latest = PolicyDocument.NONE;
    private volatile List<Mistake> mistakes = List.of();

    /** False while the policy in force lacks files that it names. */
    private boolean isWhole = true;

    /** The files that the latest document names, as they were read here last. */
    private List<ReadFile> here = List.of();

    /** The same as the document tells them; as they were read here first where it does not. */
    private volatile @Nullable List<ReadFile> told = List.of();

    /** What this process last wanted to be told of files. */
    private List<ReadFile> wished = List.of();

    /** True while files have changed here that no version speaks of yet. */
    private boolean hasNews;

    private boolean hasRested;
    private volatile List<String> otherFiles = List.of();
    private volatile @Nullable Thread writing;
    private volatile @Nullable Long wroteAtNanos;

    /** Takes each document, and looks for files that came or changed meanwhile. */
    private final class Documents implements FollowedTopic.Reader {
        @Override
        public void take(ConsumerRecord<String, byte[]> line) {
            PolicyLog.this.take(line);
        }

        @Override
        public void rested() {
            readAgain();
            if (!hasRested) {
                hasRested = true;
                hasNews = hasChangedWhileNobodyRan();
            }
            takeChangedFiles();
        }
    }

    /** @param folder the files that policies may name */
    public PolicyLog(KafkaConnection connection, PolicyFolder folder, Clock clock) {
        this.connection = connection;
        this.folder = folder;
        this.files = new SettledFiles(folder);
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

    /** The names of files that are others here than where the latest document was put in force. */
    public List<String> otherFiles() {
        return otherFiles;
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
        Map<String, String> texts = Map.of(FILE, text);
        PolicyReading reading = PolicyReader.read(1, texts, files.current());
        return reading instanceof PolicyReading.Refused ? PolicyReader.read(1, texts, folder.look()) : reading;
    }

    private void take(ConsumerRecord<String, byte[]> line) {
        try {
            PolicyDocument document = CurfewJson.read(mapper, line.value(), PolicyDocument.class);
            if (document.version() <= latest.version()) {
                return;
            }
            if (!topic.isFollowing()) {
                files.takeAtOnce();
            }
            latest = document;
            told = document.files();
            if (read(document) instanceof PolicyReading.Accepted accepted) {
                putInForce(accepted);
                LOG.infof("policy in force, version=%d author=%s", document.version(), document.author());
            }
            // Files may have changed back while what they were was written.
            hasNews |= PolicyDocument.BY_FILES.equals(document.author())
                    && wished.equals(document.files())
                    && !here.equals(wished);
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.errorf("policy document unreadable, offset=%d reason=%s", line.offset(), malformed.getMessage());
        }
    }

    private PolicyReading read(PolicyDocument document) {
        Map<String, String> texts = Map.of(FILE, document.text());
        PolicyReading reading = PolicyReader.read(document.version(), texts, files.current());
        if (reading instanceof PolicyReading.Refused) {
            // It may name a file that came only now; others may have come with it.
            files.takeAtOnce();
            hasNews = true;
            reading = PolicyReader.read(document.version(), texts, files.current());
        }
        switch (reading) {
            case PolicyReading.Accepted accepted -> {
                here = ReadFile.of(accepted.files());
                told = told == null ? here : told;
                mistakes = List.of();
            }
            case PolicyReading.Refused refused -> {
                mistakes = refused.mistakes();
                readWithoutFiles(document);
            }
        }
        return reading;
    }

    private void putInForce(PolicyReading.Accepted accepted) {
        isWhole = true;
        current = new PolicyInForce(latest, accepted.policy());
    }

    /** What is in force with all its files, or has other mistakes, leaves in force what is. */
    private void readWithoutFiles(PolicyDocument document) {
        if (!isInForce()
                && PolicyReader.readWithoutFiles(document.version(), Map.of(FILE, document.text()), files.current())
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
    private void readAgain() {
        if (!files.hasChanged() || latest.version() == 0) {
            return;
        }
        hasNews = true;
        boolean isInForce = isInForce();
        if (read(latest) instanceof PolicyReading.Accepted accepted && (!isInForce || here.equals(told))) {
            putInForce(accepted);
            LOG.infof("policy read again with its files, version=%d", latest.version());
        }
    }

    /** By the times of the files: one that is old may be one that another collector has a newer of. */
    private boolean hasChangedWhileNobodyRan() {
        Instant changed = latest.changed();
        List<String> others = others();
        return changed != null
                && !others.isEmpty()
                && others.stream().allMatch(name -> folder.isChangedSince(name, changed));
    }

    /** The names of files that are others here than the latest document tells. */
    private List<String> others() {
        List<ReadFile> known = told;
        return known == null ? List.of() : ReadFile.otherwise(known, here);
    }

    /** True when the latest document is in force with all its files. */
    private boolean isInForce() {
        return isWhole && current.document().version() == latest.version();
    }

    /**
     * Has a version written that says which files have changed. Until it is read, what is in force stays as it is: each
     * site takes the change at one point of its stream.
     */
    private void takeChangedFiles() {
        Thread before = writing;
        if (before != null && before.isAlive()) {
            return;
        }
        List<String> changed = others();
        hasNews &= !changed.isEmpty();
        otherFiles = hasNews || !mistakes.isEmpty() ? List.of() : changed;
        Long last = wroteAtNanos;
        boolean isEarly = last != null && System.nanoTime() - last < LEAST_NANOS;
        if (hasNews && !isEarly && mistakes.isEmpty() && isInForce()) {
            wished = here;
            Wish wish = new Wish(latest.text(), PolicyDocument.BY_FILES, here, changed);
            long version = latest.version();
            writing = Thread.ofVirtual().name("curfew-policy-files").start(() -> replaceForFiles(wish, version));
        }
    }

    private void replaceForFiles(Wish wish, long version) {
        try {
            if (replace(wish, version) instanceof PolicyReplacement.Accepted) {
                wroteAtNanos = System.nanoTime();
                LOG.infof("files of the policy are a version of their own, files=%s", wish.changedFiles());
            }
        } catch (KafkaAwayException away) {
            LOG.warnf("files of the policy have changed and cannot be taken yet, reason=%s", away.getMessage());
        }
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
                List<ReadFile> known = told;
                List<String> changed = known == null ? List.of() : ReadFile.changed(known, named);
                yield replace(new Wish(text, author, named, changed), ifVersion);
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
        try (PolicyWriter writer = new PolicyWriter(connection)) {
            writer.begin();
            topic.awaitAllCommitted();
            if (latest.version() != ifVersion) {
                return new PolicyReplacement.Outdated(latest);
            }
            PolicyDocument wanted = wish.document(ifVersion + 1, clock.instant());
            topic.awaitTaken(writer.write(wanted) + 1);
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
        Thread last = writing;
        if (last != null) {
            last.interrupt();
        }
        topic.close();
    }
}
