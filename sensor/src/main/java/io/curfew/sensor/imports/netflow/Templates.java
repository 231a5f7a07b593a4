package io.curfew.sensor.imports.netflow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The templates of all exporters. Holds at most {@value #MOST_TEMPLATES} with {@value #MOST_FIELDS} fields in sum: the
 * one that was not used for longest goes to make room, and is counted. One that was not sent again for {@code 6 h} is
 * forgotten. To take back all of an exporter takes time for those alone.
 */
final class Templates {
    static final int MOST_TEMPLATES = 2_048;
    static final int MOST_FIELDS = 65_536;

    private static final long LIFE_NANOS = Duration.ofHours(6).toNanos();

    private final Map<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Group, Set<Integer>> idsOfGroups = new HashMap<>();
    private long fields;
    private long evicted;

    /** Has an order, by which a table stays fast where whoever sends makes the hashes of many keys equal. */
    private record Key(Exporter.Id exporter, int id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byExporter = exporter.compareTo(other.exporter);
            return byExporter != 0 ? byExporter : Integer.compare(id, other.id);
        }
    }

    /** What is withdrawn at once. */
    private record Group(Exporter.Id exporter, boolean describesOptions) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int byExporter = exporter.compareTo(other.exporter);
            return byExporter != 0 ? byExporter : Boolean.compare(describesOptions, other.describesOptions);
        }
    }

    private record Kept(Template template, long sinceNanos) {}

    void put(Exporter.Id exporter, int id, Template template, long nowNanos) {
        withdraw(exporter, id);
        kept.put(new Key(exporter, id), new Kept(template, nowNanos));
        idsOfGroups
                .computeIfAbsent(new Group(exporter, template.describesOptions), _ -> new TreeSet<>())
                .add(id);
        fields += template.fields();
        while (kept.size() > MOST_TEMPLATES || fields > MOST_FIELDS) {
            Key oldest = kept.keySet().iterator().next();
            withdraw(oldest.exporter, oldest.id);
            evicted++;
        }
    }

    /** The template, unless it never came or is too old. */
    @Nullable
    Template get(Exporter.Id exporter, int id, long nowNanos) {
        Kept found = kept.get(new Key(exporter, id));
        if (found == null) {
            return null;
        }
        if (nowNanos - found.sinceNanos > LIFE_NANOS) {
            withdraw(exporter, id);
            return null;
        }
        return found.template;
    }

    void withdraw(Exporter.Id exporter, int id) {
        Kept gone = kept.remove(new Key(exporter, id));
        if (gone != null) {
            fields -= gone.template.fields();
            idsOfGroups.computeIfPresent(new Group(exporter, gone.template.describesOptions), (_, ids) -> {
                ids.remove(id);
                return ids.isEmpty() ? null : ids;
            });
        }
    }

    /** Takes back all templates of an exporter, either those of options or the others (RFC 7011, 8.1). */
    void withdrawAll(Exporter.Id exporter, boolean describingOptions) {
        Set<Integer> ids = idsOfGroups.remove(new Group(exporter, describingOptions));
        if (ids != null) {
            ids.forEach(id -> withdraw(exporter, id));
        }
    }

    int count() {
        return kept.size();
    }

    long evicted() {
        return evicted;
    }
}
