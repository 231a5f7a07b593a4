package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that are given along with a policy, by the names that it calls them: paths from the folder of the policy,
 * with slashes. Nothing else is ever read, and nothing is fetched.
 */
public final class GivenFiles {
    public static final GivenFiles NONE = new GivenFiles(Map.of());

    private final Map<String, GivenFile> files;

    public GivenFiles(Map<String, GivenFile> files) {
        this.files = new TreeMap<>(files);
    }

    /** All of them, in the order of the names. */
    public Map<String, GivenFile> byName() {
        return Collections.unmodifiableMap(files);
    }

    /** These, and those of the names that others have. */
    public GivenFiles with(Collection<String> names, GivenFiles others) {
        Map<String, GivenFile> all = new TreeMap<>(others.files);
        all.keySet().retainAll(names);
        all.putAll(files);
        return new GivenFiles(all);
    }

    @Nullable
    GivenFile file(String name) {
        return files.get(name);
    }

    Collection<String> names() {
        return files.keySet();
    }

    /**
     * The MUD file that {@code url} means: the one that says so itself, else the one with the URL's last segment as its
     * name.
     */
    @Nullable
    String ofMudUrl(String url) {
        for (Map.Entry<String, GivenFile> file : files.entrySet()) {
            if (file.getKey().endsWith(".json") && url.equals(mudUrl(file.getKey(), file.getValue()))) {
                return file.getKey();
            }
        }
        String segment = lastSegment(url);
        for (String name : files.keySet()) {
            boolean isMeant =
                    lastSegment(name).equals(segment) || lastSegment(name).equals(segment + ".json");
            if (!segment.isEmpty() && isMeant) {
                return name;
            }
        }
        return null;
    }

    private static String mudUrl(String name, GivenFile file) {
        try {
            return file.mud(name).url();
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
