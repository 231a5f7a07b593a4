package io.curfew.collector.notify;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one channel has told, by alert. Holds at most {@code most} alerts: the one told longest ago is forgotten to make
 * room, and given to {@code onForgotten}. Remembers which entries are not written down yet. For one thread.
 */
final class ToldMemory {
    private final int most;
    private final Runnable onForgotten;
    private final LinkedHashMap<String, Told> told = new LinkedHashMap<>();
    private final Map<String, @Nullable Told> unwritten = new LinkedHashMap<>();

    /**
     * An entry to be written down.
     *
     * @param alert the alert's id
     * @param told what was told; absent when it is forgotten
     */
    record Entry(String alert, @Nullable Told told) {}

    ToldMemory(int most, Runnable onForgotten) {
        this.most = most;
        this.onForgotten = onForgotten;
    }

    @Nullable
    Told of(String alert) {
        return told.get(alert);
    }

    /** Takes what was written down earlier. */
    void restore(String alert, @Nullable Told entry) {
        told.remove(alert);
        if (entry != null) {
            put(alert, entry);
        }
    }

    /** From now on that is told of the alert. */
    void tell(Alert alert) {
        told.remove(alert.id());
        put(alert.id(), Told.of(alert));
        unwritten.put(alert.id(), told.get(alert.id()));
    }

    private void put(String alert, Told entry) {
        if (told.size() >= most) {
            unwritten.put(told.firstEntry().getKey(), null);
            told.pollFirstEntry();
            onForgotten.run();
        }
        told.put(alert, entry);
    }

    /** Takes what is not written down yet. */
    List<Entry> unwritten() {
        List<Entry> entries = new ArrayList<>(unwritten.size());
        unwritten.forEach((alert, entry) -> entries.add(new Entry(alert, entry)));
        return entries;
    }

    /** All is written down. */
    void written() {
        unwritten.clear();
    }

    void clear() {
        told.clear();
        unwritten.clear();
    }

    /** How many alerts of a site were told that are open still. */
    int open(SiteId site) {
        int open = 0;
        for (Told one : told.values()) {
            if (one.state() == Alert.State.OPEN && one.site().equals(site)) {
                open++;
            }
        }
        return open;
    }
}
