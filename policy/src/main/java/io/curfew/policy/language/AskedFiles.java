package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files that are given along with a policy, and which of them one reading of it has asked for. */
final class AskedFiles {
    private final GivenFiles files;
    private final Map<String, GivenFile> asked = new TreeMap<>();
    private final Set<String> missing = new TreeSet<>();

    AskedFiles(GivenFiles files) {
        this.files = files;
    }

    /** Null when there is none of that name. */
    @Nullable
    GivenFile file(String name) {
        GivenFile file = files.file(name);
        if (file == null) {
            missing.add(name);
        } else {
            asked.put(name, file);
        }
        return file;
    }

    /** The names of those that were asked for and are not there. */
    Set<String> missing() {
        return missing;
    }

    Collection<String> names() {
        return files.names();
    }

    /** As {@link GivenFiles#ofMudUrl}. */
    @Nullable
    String ofMudUrl(String url) {
        return files.ofMudUrl(url);
    }

    /** SHA-256 of each file that was read, in hexadecimal, by its name. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        asked.forEach((name, file) -> {
            if (!file.digest().isEmpty()) {
                digests.put(name, file.digest());
            }
        });
        return digests;
    }
}
