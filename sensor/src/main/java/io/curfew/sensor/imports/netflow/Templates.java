package io.curfew.sensor.imports.netflow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The templates of all exporters. Holds at most {@value #MOST_TEMPLATES} with {@value #MOST_FIELDS} fields in sum: the
 * one that was not used for longest goes to make room, and is counted. One that was not sent again for {@code 6 h} is
 * forgotten.
 */
final class Templates {
    static final int MOST_TEMPLATES = 2_048;
    static final int MOST_FIELDS = 65_536;

    private static final long LIFE_NANOS = Duration.ofHours(6).toNanos();

    private final Map<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long fields;
    private long evicted;

    private record Key(Exporter.Id exporter, int id) {}

    private record Kept(Template template, long sinceNanos) {}

    void put(Exporter.Id exporter, int id, Template template, long nowNanos) {
        Kept before = kept.put(new Key(exporter, id), new Kept(template, nowNanos));
        fields += template.fields() - (before == null ? 0 : before.template.fields());
        Iterator<Kept> oldest = kept.values().iterator();
        while (kept.size() > MOST_TEMPLATES || fields > MOST_FIELDS) {
            fields -= oldest.next().template.fields();
            oldest.remove();
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
        }
    }

    /** Takes back all templates of an exporter, either those of options or the others (RFC 7011, 8.1). */
    void withdrawAll(Exporter.Id exporter, boolean describingOptions) {
        kept.entrySet().removeIf(entry -> {
            boolean goes = entry.getKey().exporter.equals(exporter)
                    && entry.getValue().template.describesOptions == describingOptions;
            if (goes) {
                fields -= entry.getValue().template.fields();
            }
            return goes;
        });
    }

    int count() {
        return kept.size();
    }

    long evicted() {
        return evicted;
    }
}
