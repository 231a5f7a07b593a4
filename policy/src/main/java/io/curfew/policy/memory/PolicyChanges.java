package io.curfew.policy.memory;

import io.curfew.policy.language.Imprint;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which changes of the policy there were at the site. Keeps the latest {@value #MOST_CHANGES} of its text, and beside
 * them the latest {@value #MOST_FILE_CHANGES} of at most {@value #MOST_FILES} files: where there are more, the file
 * that has most gives its oldest away.
 *
 * @param latest the versions whose text says something else of the site; of a row that was written before files were
 *     told apart, all versions
 * @param version the one in force last; 0 in such a row
 * @param text the digest of what its text says of the site; absent in such a row
 * @param files those that rules of the site need, in the order of their names
 */
public record PolicyChanges(
        List<Change> latest, long version, @Nullable Long text, List<KnownFile> files) {
    /** Before any version was in force. */
    public static final PolicyChanges NONE = new PolicyChanges(List.of(), 0, null, List.of());

    static final int MOST_CHANGES = 8;
    static final int MOST_FILES = 48;
    static final int MOST_FILE_CHANGES = 48;

    /**
     * A version came into force.
     *
     * @param isChange false for the first that was ever seen: nobody knows since when it held
     */
    public record Change(long version, Instant at, boolean isChange) {}

    /**
     * A file that the policy names.
     *
     * @param mark stands for its name, see {@link Imprint#mark}
     * @param content the digest of what it says
     * @param changes when it came to say something else
     */
    public record KnownFile(long mark, long content, List<FileChange> changes) {
        public KnownFile {
            changes = List.copyOf(changes);
        }

        private KnownFile with(long other, FileChange change) {
            List<FileChange> more = new ArrayList<>(changes);
            more.add(change);
            return other == content ? this : new KnownFile(mark, other, more);
        }

        private KnownFile withoutOldest() {
            return new KnownFile(mark, content, changes.subList(1, changes.size()));
        }
    }

    /** A file is another one since a version came into force. */
    public record FileChange(long version, Instant at) {}

    public PolicyChanges {
        latest = List.copyOf(latest);
        files = List.copyOf(files);
    }

    /** True when the version was in force last, and is known as closely as versions are. */
    public boolean isOf(long current) {
        return text != null && version == current;
    }

    /** The changes of a file, by the name that the policy gives it. */
    public List<FileChange> of(String file) {
        long mark = Imprint.mark(file);
        return files.stream()
                .filter(known -> known.mark() == mark)
                .findFirst()
                .map(KnownFile::changes)
                .orElse(List.of());
    }

    /** A version comes into force, which says this at the site. */
    public PolicyChanges with(long current, Imprint imprint, Instant at) {
        List<Change> changes = new ArrayList<>(latest);
        if (isOtherText(current, imprint.text())) {
            changes.add(new Change(current, at, !latest.isEmpty()));
        }
        return new PolicyChanges(
                changes.subList(Math.max(0, changes.size() - MOST_CHANGES), changes.size()),
                current,
                imprint.text(),
                files(imprint.files(), new FileChange(current, at)));
    }

    /** Of a version whose text nobody knows any more, another one says something else as far as anybody knows. */
    private boolean isOtherText(long current, long other) {
        boolean isFirst = latest.isEmpty();
        return text == null ? isFirst || latest.getLast().version() != current : text != other;
    }

    /** A file that is named for the first time has not changed, nor has one that is not there. */
    private List<KnownFile> files(List<Imprint.NamedFile> named, FileChange change) {
        Map<Long, KnownFile> known = new HashMap<>();
        files.forEach(file -> known.put(file.mark(), file));
        List<KnownFile> now = new ArrayList<>();
        for (Imprint.NamedFile file : named) {
            long mark = Imprint.mark(file.name());
            KnownFile before = known.get(mark);
            if (now.size() == MOST_FILES) {
                break;
            } else if (before != null) {
                now.add(file.content() == null ? before : before.with(file.content(), change));
            } else if (file.content() != null) {
                now.add(new KnownFile(mark, file.content(), List.of()));
            }
        }
        limit(now);
        return now;
    }

    private static void limit(List<KnownFile> files) {
        int surplus = files.stream().mapToInt(file -> file.changes().size()).sum() - MOST_FILE_CHANGES;
        for (; surplus > 0; surplus--) {
            KnownFile fullest = files.stream()
                    .max(Comparator.comparingInt(file -> file.changes().size()))
                    .orElseThrow();
            files.set(files.indexOf(fullest), fullest.withoutOldest());
        }
    }
}
