package io.curfew.collector.kafka;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has a version of the policy written where its files are news: one at a time, in a thread of its own, and one a minute
 * at most. What changed while nobody looked is passed over where an earlier version had it so: nothing goes back by
 * itself.
 */
final class FileVersions implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FileVersions.class);
    private static final long LEAST_NANOS = Duration.ofMinutes(1).toNanos();

    /** Writes the version behind another. */
    @FunctionalInterface
    interface Writer {
        /** @throws KafkaAwayException when Kafka does not answer in time */
        PolicyReplacement write(FileNews.Change change, PolicyDocument before);
    }

    private final EarlierFiles earlier;
    private final Consumer<Set<ReadFile>> passedOver;
    private final Writer writer;
    private volatile @Nullable Thread writing;
    private volatile @Nullable Long wroteAtNanos;

    /** Files that no version had until that one. */
    private volatile Fresh fresh = new Fresh(0, Set.of());

    private record Fresh(long version, Set<ReadFile> files) {
        Fresh at(long now) {
            return now == version ? this : new Fresh(now, Set.of());
        }
    }

    /** @param passedOver hears of files that are as an earlier version had them */
    FileVersions(EarlierFiles earlier, Consumer<Set<ReadFile>> passedOver, Writer writer) {
        this.earlier = earlier;
        this.passedOver = passedOver;
        this.writer = writer;
    }

    /** Does nothing while one is being written, or when the last is less than a minute old. */
    void offer(FileNews.Change change, PolicyDocument latest) {
        Thread before = writing;
        Long last = wroteAtNanos;
        boolean isBusy = before != null && before.isAlive();
        boolean isEarly = last != null && System.nanoTime() - last < LEAST_NANOS;
        if (!isBusy && !isEarly) {
            writing = Thread.ofVirtual().name("curfew-policy-files").start(() -> write(change, latest));
        }
    }

    private void write(FileNews.Change change, PolicyDocument latest) {
        try {
            Set<ReadFile> old = earlier(change.unwatched(), latest.version());
            if (!old.isEmpty()) {
                passedOver.accept(old);
                LOG.warnf(
                        "files of the policy are new here and as an earlier version had them, files=%s",
                        old.stream().map(ReadFile::name).toList());
            } else if (writer.write(change, latest) instanceof PolicyReplacement.Accepted) {
                wroteAtNanos = System.nanoTime();
                LOG.infof("files of the policy are a version of their own, files=%s", change.changedFiles());
            }
        } catch (KafkaAwayException away) {
            LOG.warnf("files of the policy have changed and cannot be taken yet, reason=%s", away.getMessage());
        }
    }

    private Set<ReadFile> earlier(List<ReadFile> unwatched, long version) {
        Fresh known = fresh.at(version);
        List<ReadFile> unknown =
                unwatched.stream().filter(file -> !known.files().contains(file)).toList();
        Set<ReadFile> old = earlier.among(unknown);
        if (old.isEmpty()) {
            fresh = new Fresh(version, Set.copyOf(unwatched));
        }
        return old;
    }

    @Override
    public void close() {
        Thread last = writing;
        if (last != null) {
            last.interrupt();
        }
    }
}
