package io.curfew.policy.memory;

import io.curfew.policy.language.Imprint;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which changes of the policy there were at the site. Keeps the latest {@value #MOST_CHANGES} of its text, and beside
 * them {@value FileChanges#MOST} of its files; knows at most {@value #MOST_FILES} files.
 *
 * @param latest the versions whose text says something else of the site; of a row that was written before files were
 *     told apart, all versions
 * @param version the one in force last; 0 in such a row
 * @param text the digest of what its text says of the site; absent in such a row
 * @param files those that rules of the site need and that were there, in the order of their names
 * @param fileChanges of these files, the latest at the end
 */
public record PolicyChanges(
        List<Change> latest, long version, @Nullable Long text, List<KnownFile> files, List<FileChange> fileChanges) {
    /** Before any version was in force. */
    public static final PolicyChanges NONE = new PolicyChanges(List.of(), 0, null, List.of(), List.of());

    static final int MOST_CHANGES = 8;
    /** As many as a collector takes. */
    static final int MOST_FILES = 1_000;

    /**
     * A version came into force.
     *
     * @param isChange false for the first that was ever seen: nobody knows since when it held
     */
    public record Change(long version, Instant at, boolean isChange) {
        private Change noLaterThan(Instant now) {
            return new Change(version, Moments.earlier(at, now), isChange);
        }
    }

    /**
     * A file that the policy names.
     *
     * @param mark stands for its name, see {@link Imprint#mark}
     * @param content stands for what it says, in little room
     */
    public record KnownFile(long mark, int content) {}

    /**
     * A file is another one.
     *
     * @param mark of the file
     * @param version the one that judges by it first; it may have judged without it before
     * @param followsForgotten true when changes of the file right before it are no longer remembered
     */
    public record FileChange(long mark, long version, Instant at, boolean followsForgotten) {
        private FileChange noLaterThan(Instant now) {
            return new FileChange(mark, version, Moments.earlier(at, now), followsForgotten);
        }

        FileChange afterForgotten() {
            return new FileChange(mark, version, at, true);
        }
    }

    public PolicyChanges {
        latest = List.copyOf(latest);
        files = List.copyOf(files);
        fileChanges = List.copyOf(fileChanges);
    }

    /** The changes of a file that are remembered, by the name that the policy gives it. */
    public List<FileChange> of(String file) {
        long mark = Imprint.mark(file);
        return fileChanges.stream().filter(change -> change.mark() == mark).toList();
    }

    /**
     * A policy judges the site, which says this there. It may be of the same version as before: files come and change
     * under one.
     */
    public PolicyChanges with(long current, Imprint imprint, Instant at) {
        List<Change> changes = new ArrayList<>(latest);
        if (isOtherText(current, imprint.text())) {
            changes.add(new Change(current, at, !latest.isEmpty()));
        }
        List<KnownFile> now = known(imprint.files());
        return new PolicyChanges(
                changes.subList(Math.max(0, changes.size() - MOST_CHANGES), changes.size()),
                current,
                imprint.text(),
                now,
                fileChanges(now, text != null && text == imprint.text(), current, at));
    }

    /**
     * True when the text of the policy in force last says something else of the site than the one that was before.
     * Files do not count: lists forget names by themselves.
     */
    public boolean saysElseThan(PolicyChanges before) {
        return !Objects.equals(text, before.text);
    }

    /** It is {@code now} again: what changed at times that have yet to come changed now. */
    public PolicyChanges noLaterThan(Instant now) {
        return new PolicyChanges(
                latest.stream().map(change -> change.noLaterThan(now)).toList(),
                version,
                text,
                files,
                fileChanges.stream().map(change -> change.noLaterThan(now)).toList());
    }

    /** Of a version whose text nobody knows any more, another one says something else as far as anybody knows. */
    private boolean isOtherText(long current, long other) {
        if (text == null) {
            return latest.isEmpty() || latest.getLast().version() != current;
        }
        return text != other && version != current;
    }

    /** A file that is away is still known as it was. */
    private List<KnownFile> known(List<Imprint.NamedFile> named) {
        Map<Long, Integer> before = contents();
        List<KnownFile> now = new ArrayList<>();
        named.stream().limit(MOST_FILES).forEach(file -> {
            long mark = Imprint.mark(file.name());
            Integer content = file.content() == null
                    ? before.get(mark)
                    : (Integer) file.content().intValue();
            if (content != null) {
                now.add(new KnownFile(mark, content));
            }
        });
        return now;
    }

    /** A file that comes is a change where the text is as it was; else it is the text that begins to name it. */
    private List<FileChange> fileChanges(List<KnownFile> now, boolean isSameText, long current, Instant at) {
        Map<Long, Integer> before = contents();
        FileChanges changes = new FileChanges(fileChanges, now);
        for (KnownFile file : now) {
            Integer known = before.get(file.mark());
            if (known == null ? isSameText : known != file.content()) {
                changes.add(new FileChange(file.mark(), current, at, false));
            }
        }
        return changes.all();
    }

    private Map<Long, Integer> contents() {
        Map<Long, Integer> contents = new HashMap<>();
        files.forEach(file -> contents.put(file.mark(), file.content()));
        return contents;
    }
}
