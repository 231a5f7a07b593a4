package io.curfew.collector.kafka;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which files of the policy have changed here without a version that says so: others than they had settled here before,
 * or, when they settle here for the first time, newer than the version. That a file is another one than a version says
 * is no news by itself, and one that has gone never is. A version decides what it says anew of a file, unless that was
 * news here and the file has changed since. Used by one thread, where nothing else is said; holds no more names than
 * the policy has files, and the latest {@value #MOST_PASSED} files that were news since the latest version.
 */
final class FileNews {
    private static final int MOST_PASSED = 1_000;
    /** Stands for a file that was not there. */
    private static final String NOTHING = "";

    /** The folder of the files. */
    interface Watched {
        /** True when the file is there, and has not changed since before it was read last, for a second at least. */
        boolean isSettled(String name);

        boolean isChangedSince(String name, Instant moment);
    }

    /**
     * What the next version is to say.
     *
     * @param files those of the version before, with those that have changed here
     * @param changedFiles the names of the files that are others than in the version before
     * @param unwatched those that have changed while nobody looked, or where another was not as the version before
     *     says: an earlier version may have had them
     */
    record Change(List<ReadFile> files, List<String> changedFiles, List<ReadFile> unwatched) {}

    private final Map<String, String> settled = new HashMap<>();
    private final Set<String> changed = new TreeSet<>();
    /** What was news since the latest version and has changed again; the oldest first. */
    private final Set<ReadFile> passed = new LinkedHashSet<>();

    private final Set<String> unwatched = new TreeSet<>();
    private final Set<ReadFile> passedOver = ConcurrentHashMap.newKeySet();

    private long version;
    private @Nullable Instant since;

    /** Absent until the files of a version that tells none were read here. */
    private volatile @Nullable Map<String, String> told;

    private long readVersion;
    private Map<String, String> here = Map.of();
    private Set<String> missing = Set.of();

    /** A version was put in force, here or elsewhere. */
    void take(PolicyDocument document) {
        Map<String, String> before = told;
        List<ReadFile> files = document.files();
        Map<String, String> now = files == null ? null : ReadFile.byName(files);
        version = document.version();
        since = document.changed();
        told = now;
        passedOver.clear();
        if (before == null || now == null) {
            changed.clear();
        } else {
            settled.forEach((name, digest) -> {
                String decided = now.get(name);
                boolean isAhead =
                        decided != null && !decided.equals(digest) && passed.contains(new ReadFile(name, decided));
                if (isAhead) {
                    changed.add(name);
                    unwatched.remove(name);
                } else if (!Objects.equals(before.get(name), decided)) {
                    changed.remove(name);
                }
            });
        }
        unwatched.retainAll(changed);
        passed.clear();
    }

    /**
     * The files that the latest version names were read.
     *
     * @param files their digests by their names
     * @param gone the names of those that are not there, though the latest may still be in use
     */
    void read(Map<String, String> files, Set<String> gone) {
        Map<String, String> said = told == null ? files : told;
        told = said;
        if (readVersion == version) {
            files.keySet().stream()
                    .filter(name -> !here.containsKey(name) && !said.containsKey(name))
                    .forEach(name -> settled.put(name, NOTHING));
        }
        files.forEach((name, digest) -> {
            // What is as the version says is not half written.
            if (digest.equals(said.get(name))) {
                settled.putIfAbsent(name, digest);
            }
        });
        readVersion = version;
        here = files;
        missing = gone;
        settled.keySet().retainAll(files.keySet());
        changed.retainAll(files.keySet());
    }

    /** As the files are that a version names anew, they are no change. */
    void begin(Watched folder) {
        here.forEach((name, digest) -> {
            if (folder.isSettled(name)) {
                settled.putIfAbsent(name, digest);
            }
        });
    }

    /** Takes note of what has settled as it was read. */
    void settle(Watched folder) {
        here.forEach((name, digest) -> {
            if (folder.isSettled(name)) {
                settle(name, digest, folder);
            }
        });
        changed.removeIf(name -> isAsTold(name) || isPassedOver(name));
        unwatched.retainAll(changed);
    }

    private void settle(String name, String digest, Watched folder) {
        String before = settled.put(name, digest);
        Instant known = since;
        if (before == null && known != null && folder.isChangedSince(name, known)) {
            changed.add(name);
            unwatched.add(name);
        } else if (before != null && !before.equals(digest)) {
            Map<String, String> said = told;
            boolean wasBehind = said != null && !before.equals(said.get(name));
            if (!changed.add(name)) {
                pass(new ReadFile(name, before));
                unwatched.remove(name);
            } else if (wasBehind) {
                // It may have come no further than an earlier version.
                unwatched.add(name);
            }
        }
    }

    private void pass(ReadFile news) {
        passed.add(news);
        if (passed.size() > MOST_PASSED) {
            passed.remove(passed.iterator().next());
        }
    }

    private boolean isAsTold(String name) {
        Map<String, String> said = told;
        return said != null && Objects.equals(said.get(name), here.get(name));
    }

    private boolean isPassedOver(String name) {
        return unwatched.contains(name) && passedOver.contains(new ReadFile(name, here.getOrDefault(name, NOTHING)));
    }

    /** These that changed while nobody looked are as an earlier version had them. By whichever thread. */
    void passOver(Collection<ReadFile> old) {
        passedOver.addAll(old);
    }

    /** The names of the files that are news and are there. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(changed);
        names.removeAll(missing);
        return names;
    }

    /** What the next version is to say; empty when nothing is news. */
    Optional<Change> change() {
        Map<String, String> said = told;
        Set<String> names = names();
        if (said == null || names.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> files = new TreeMap<>(said);
        Set<String> others = new TreeSet<>(names);
        if (!said.keySet().containsAll(names)) {
            // One that was not there before may have come in the place of one that the text names no more.
            said.keySet().stream()
                    .filter(name -> !here.containsKey(name) && !missing.contains(name))
                    .forEach(others::add);
            files.keySet().removeAll(others);
        }
        names.forEach(name -> files.put(name, here.getOrDefault(name, NOTHING)));
        List<ReadFile> asked = unwatched.stream()
                .filter(names::contains)
                .map(name -> new ReadFile(name, here.getOrDefault(name, NOTHING)))
                .toList();
        return Optional.of(new Change(ReadFile.of(files), List.copyOf(others), asked));
    }

    /** The names of files that are not here as the latest version tells, but for what is news. */
    List<String> others() {
        Set<String> names = new TreeSet<>(here.keySet());
        Map<String, String> said = told;
        if (said != null) {
            names.addAll(said.keySet());
        }
        names.removeIf(name -> !missing.contains(name)
                && (isAsTold(name)
                        || changed.contains(name)
                        || (here.containsKey(name) && !settled.containsKey(name))));
        return List.copyOf(names);
    }

    /** The names of those that the latest version tells, and otherwise. By whichever thread. */
    List<String> toldOtherwise(Map<String, String> files, Set<String> gone) {
        Map<String, String> said = told;
        return said == null
                ? List.of()
                : said.entrySet().stream()
                        .filter(file -> gone.contains(file.getKey())
                                || !file.getValue().equals(files.getOrDefault(file.getKey(), file.getValue())))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
    }

    /** True when the latest version has a file of that name, or tells of none. */
    boolean isTold(String name) {
        Map<String, String> said = told;
        return said == null || said.containsKey(name);
    }
}
