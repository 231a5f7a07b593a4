package io.curfew.collector.kafka;

import io.curfew.policy.language.GivenFile;
import io.curfew.policy.language.GivenFiles;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder with the files that a policy may name: lists, MUD files, databases of places; at most {@value #MOST_FILES}
 * of them, each of at most {@value #MOST_MEBIBYTES} MiB. A file that has the size and time that it had is the same,
 * with all that was made of it; any other is read again when a policy names it. What cannot be read is left out; where
 * that is the whole folder, all of its files are gone.
 */
public final class PolicyFolder {
    static final int MOST_FILES = 1_000;

    private static final Logger LOG = Logger.getLogger(PolicyFolder.class);
    private static final long MOST_MEBIBYTES = 128;
    private static final int DEEPEST = 4;

    private record Seen(long octets, FileTime changed, GivenFile file) {}

    private final @Nullable Path folder;
    private Map<String, Seen> seen = new HashMap<>();

    /** The same, or those from before the folder was empty: a volume that comes back has the files that it had. */
    private Map<String, Seen> known = seen;

    private GivenFiles files = GivenFiles.NONE;

    /** @param folder null when there is none: then no policy can name a file */
    public PolicyFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The files as they are now: the same object as before when nothing has changed. */
    synchronized GivenFiles look() {
        if (folder == null) {
            return files;
        }
        Map<String, Seen> now = walk(folder);
        if (!now.equals(seen)) {
            tellWhetherThereAreAny(now);
            seen = now;
            known = now.isEmpty() ? known : now;
            Map<String, GivenFile> given = new TreeMap<>();
            now.forEach((name, file) -> given.put(name, file.file()));
            files = new GivenFiles(given);
        }
        return files;
    }

    private void tellWhetherThereAreAny(Map<String, Seen> now) {
        if (now.isEmpty()) {
            LOG.warnf("the folder of the policy's files is empty or cannot be read, folder=%s", folder);
        } else if (seen.isEmpty()) {
            LOG.infof("files of the policy are there, folder=%s files=%d", folder, now.size());
        }
    }

    /** True when there is such a file and it was changed after that. */
    synchronized boolean isChangedSince(String name, Instant moment) {
        Seen file = seen.get(name);
        return file != null && file.changed().toInstant().isAfter(moment);
    }

    /** What there is now, in the order of the names. */
    public synchronized List<PolicyFile> list() {
        look();
        return seen.entrySet().stream()
                .map(file -> new PolicyFile(
                        file.getKey(),
                        file.getValue().octets(),
                        file.getValue().changed().toInstant()))
                .sorted(Comparator.comparing(PolicyFile::name))
                .toList();
    }

    private Map<String, Seen> walk(Path root) {
        Map<String, Seen> now = new TreeMap<>();
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
                    return !inside.equals(root) && isHidden(inside)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isHidden(file) && Files.isRegularFile(file)) {
                        add(root, file, now);
                    }
                    return now.size() == MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path inside, IOException reason) {
                    return leaveOut(inside, reason);
                }

                @Override
                public FileVisitResult postVisitDirectory(Path inside, @Nullable IOException reason) {
                    return reason == null ? FileVisitResult.CONTINUE : leaveOut(inside, reason);
                }
            });
        } catch (IOException none) {
            throw new UncheckedIOException("what cannot be read is left out", none);
        }
        return now;
    }

    private void add(Path root, Path file, Map<String, Seen> now) {
        String name = root.relativize(file).toString().replace('\\', '/');
        try {
            now.put(name, seen(name, file));
        } catch (IOException gone) {
            leaveOut(file, gone);
        }
    }

    private static FileVisitResult leaveOut(Path path, IOException reason) {
        LOG.debugf("left out of the policy's files, path=%s reason=%s", path, reason.toString());
        return FileVisitResult.CONTINUE;
    }

    /** What begins with a dot is hidden, as are the folders that Kubernetes swaps beneath its links. */
    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private Seen seen(String name, Path file) throws IOException {
        long octets = Files.size(file);
        FileTime changed = Files.getLastModifiedTime(file);
        Seen before = known.get(name);
        if (before != null && before.octets() == octets && before.changed().equals(changed)) {
            return before;
        }
        return new Seen(octets, changed, new GivenFile(() -> read(file)));
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > MOST_MEBIBYTES * 1_048_576) {
            throw new IOException("it is larger than " + MOST_MEBIBYTES + " MiB");
        }
        return Files.readAllBytes(file);
    }
}
