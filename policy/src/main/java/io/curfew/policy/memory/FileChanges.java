package io.curfew.policy.memory;

import io.curfew.policy.memory.PolicyChanges.FileChange;
import io.curfew.policy.memory.PolicyChanges.KnownFile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The changes of files, at most {@value #MOST}: where there are more, the file that has most gives one away. It keeps
 * its first, its latest, and between them those that lie farthest apart for their age, so that some of each time remain
 * however often it changes.
 */
final class FileChanges {
    static final int MOST = 48;

    private final List<FileChange> changes;

    /** @param files those whose changes are kept */
    FileChanges(List<FileChange> before, List<KnownFile> files) {
        Set<Long> marks = files.stream().map(KnownFile::mark).collect(Collectors.toSet());
        changes = before.stream()
                .filter(change -> marks.contains(change.mark()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The latest at the end. */
    List<FileChange> all() {
        return changes;
    }

    void add(FileChange change) {
        changes.add(change);
        if (changes.size() > MOST) {
            makeRoom(change.at());
        }
    }

    private void makeRoom(Instant now) {
        List<Integer> own = ofFullest();
        int least = IntStream.range(1, own.size() - 1)
                .boxed()
                .min(Comparator.comparingDouble(place -> distance(own, place, now)))
                .orElse(0);
        if (least + 1 < own.size()) {
            changes.set(own.get(least + 1), changes.get(own.get(least + 1)).afterForgotten());
        }
        changes.remove((int) own.get(least));
    }

    /** Where its changes stand; of files that have equally many, the one that changed earliest. */
    private List<Integer> ofFullest() {
        Map<Long, List<Integer>> places = new LinkedHashMap<>();
        for (int index = 0; index < changes.size(); index++) {
            places.computeIfAbsent(changes.get(index).mark(), _ -> new ArrayList<>())
                    .add(index);
        }
        int most = places.values().stream().mapToInt(List::size).max().orElseThrow();
        return places.values().stream()
                .filter(own -> own.size() == most)
                .findFirst()
                .orElseThrow();
    }

    /** How far the changes before and after one lie apart, for its age. */
    private double distance(List<Integer> own, int place, Instant now) {
        Instant before = changes.get(own.get(place - 1)).at();
        Instant after = changes.get(own.get(place + 1)).at();
        return (double) seconds(before, after)
                / Math.max(1, seconds(changes.get(own.get(place)).at(), now));
    }

    private static long seconds(Instant from, Instant until) {
        return Duration.between(from, until).toSeconds();
    }
}
