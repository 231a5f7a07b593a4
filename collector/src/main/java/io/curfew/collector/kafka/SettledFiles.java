package io.curfew.collector.kafka;

import io.curfew.policy.language.GivenFile;
import io.curfew.policy.language.GivenFiles;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The files of a folder, each as it was found twice with at least a second between: what one look finds may be half
 * written. Each settles for itself, whatever the others do. Looked at by one thread. Holds what the folder does, and
 * what went from there in the last second.
 */
@SuppressWarnings("ReferenceEquality") // what the folder gives is the same object until the file changes
final class SettledFiles implements FileNews.Watched {
    private static final long SETTLED_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * What the looks have found since then.
     *
     * @param file absent when there is none
     */
    private record Sight(@Nullable GivenFile file, long sinceNanos) {}

    private final PolicyFolder folder;
    private final LongSupplier nanos;
    private final Map<String, Sight> sights = new HashMap<>();
    private volatile GivenFiles settled = GivenFiles.NONE;

    /** @param nanos a steady clock */
    SettledFiles(PolicyFolder folder, LongSupplier nanos) {
        this.folder = folder;
        this.nanos = nanos;
    }

    /** The same object as before when nothing has changed. */
    GivenFiles current() {
        return settled;
    }

    /** Takes what a look has found as if it had settled. */
    void take(GivenFiles looked) {
        settled = looked;
    }

    /** Takes the files that were not there before as one look finds them; all others stay as they have settled. */
    GivenFiles takeNew() {
        Map<String, GivenFile> next = new TreeMap<>(look().byName());
        next.putAll(settled.byName());
        settled = new GivenFiles(next);
        return settled;
    }

    /** Looks again; true when a change of a file has settled. */
    boolean hasChanged() {
        look();
        Map<String, GivenFile> before = settled.byName();
        Map<String, GivenFile> next = new TreeMap<>(before);
        for (Map.Entry<String, Sight> found : sights.entrySet()) {
            GivenFile file = found.getValue().file();
            if (!isOld(found.getValue())) {
                continue;
            }
            if (file == null) {
                next.remove(found.getKey());
            } else {
                next.put(found.getKey(), file);
            }
        }
        if (next.equals(before)) {
            return false;
        }
        settled = new GivenFiles(next);
        return true;
    }

    @Override
    public boolean isSettled(String name) {
        Sight sight = sights.get(name);
        return sight != null
                && sight.file() != null
                && sight.file() == settled.byName().get(name)
                && isOld(sight);
    }

    @Override
    public boolean isChangedSince(String name, Instant moment) {
        return folder.isChangedSince(name, moment);
    }

    private boolean isOld(Sight sight) {
        return nanos.getAsLong() - sight.sinceNanos() >= SETTLED_NANOS;
    }

    /** What there is now. */
    GivenFiles look() {
        GivenFiles looked = folder.look();
        long now = nanos.getAsLong();
        Set<String> names = new HashSet<>(looked.byName().keySet());
        names.addAll(settled.byName().keySet());
        sights.keySet().retainAll(names);
        for (String name : names) {
            GivenFile file = looked.byName().get(name);
            Sight sight = sights.get(name);
            if (sight == null || sight.file() != file) {
                sights.put(name, new Sight(file, now));
            }
        }
        return looked;
    }
}
