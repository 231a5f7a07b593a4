package io.curfew.policy.memory;

import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Writes to a {@link SiteMemory} within the capacity of its tables: when a table is full, the eighth of its rows that
 * was used longest ago makes room, first what somebody has beyond a share, and is counted in
 * {@link SiteFacts#evicted()}. The only row of a table of one is kept at hand: whoever writes to a memory does it by
 * the same one.
 */
public final class Rows {
    private static final Object ABSENT = new Object();

    private final SiteMemory memory;
    private final @Nullable Object[] onlyRows = new Object[Table.ALL.size()];

    /** A row that may have to leave: before those within a share, before those used later, else by its key's text. */
    private record Aged<K>(K key, Instant lastUsed, boolean isBeyondShare) implements Comparable<Aged<K>> {
        @Override
        public int compareTo(Aged<K> other) {
            if (isBeyondShare != other.isBeyondShare) {
                return isBeyondShare ? -1 : 1;
            }
            int age = lastUsed.compareTo(other.lastUsed);
            return age != 0 ? age : key.toString().compareTo(other.key.toString());
        }
    }

    public Rows(SiteMemory memory) {
        this.memory = memory;
    }

    public <K, V> @Nullable V get(Table<K, V> table, K key) {
        return table.capacity() == 1 ? only(table, key) : memory.get(table, key);
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the place is the table's own, and so is what says absent
    private <K, V> @Nullable V only(Table<K, V> table, K key) {
        Object known = onlyRows[table.ordinal()];
        if (known == null) {
            V stored = memory.get(table, key);
            known = stored == null ? ABSENT : stored;
            onlyRows[table.ordinal()] = known;
        }
        return known == ABSENT ? null : (V) known;
    }

    public <K, V> void put(Table<K, V> table, K key, V value) {
        memory.put(table, key, value);
        onlyRows[table.ordinal()] = null;
        if (memory.size(table) > table.capacity()) {
            makeRoom(table, key);
        }
    }

    /** Changes a row, if it is there. */
    public <K, V> void change(Table<K, V> table, K key, UnaryOperator<V> change) {
        V known = get(table, key);
        if (known != null) {
            put(table, key, change.apply(known));
        }
    }

    public <K, V> void remove(Table<K, V> table, K key) {
        memory.remove(table, key);
        onlyRows[table.ordinal()] = null;
    }

    /** Hands over every row once, in any order. The action must not change rows, nor ask for those of other devices. */
    public <K, V> void forEach(Table<K, V> table, BiConsumer<K, V> action) {
        memory.forEach(table, action);
    }

    public int size(Table<?, ?> table) {
        return memory.size(table);
    }

    /** Takes the rows of a kind out of a table, in the order of the keys' text. */
    public <K, V> List<K> drain(Table<K, V> table, Predicate<V> kind) {
        List<K> keys = new ArrayList<>();
        memory.forEach(table, (key, value) -> {
            if (kind.test(value)) {
                keys.add(key);
            }
        });
        keys.sort(Comparator.comparing(Object::toString));
        keys.forEach(key -> memory.remove(table, key));
        return keys;
    }

    /** The key of every row, in the order of the keys' text. */
    public <K> List<K> keys(Table<K, ?> table) {
        List<K> keys = new ArrayList<>(memory.size(table));
        memory.forEach(table, (key, value) -> keys.add(key));
        keys.sort(Comparator.comparing(Object::toString));
        return keys;
    }

    private <K, V> void makeRoom(Table<K, V> table, K spared) {
        List<Aged<K>> oldest = oldest(table, spared, Math.max(1, table.capacity() / 8));
        evict(table, oldest.stream().map(Aged::key).toList());
    }

    /** Lets rows make room with all that belongs to them, and counts them. */
    public <K, V> void evict(Table<K, V> table, List<K> leaving) {
        Instant latestGone = Instant.EPOCH;
        for (K key : leaving) {
            V gone = memory.get(table, key);
            if (gone != null && table.lastUsed(gone).isAfter(latestGone)) {
                latestGone = table.lastUsed(gone);
            }
            forgetWhatBelongsTo(table, key);
            memory.remove(table, key);
        }
        SiteFacts facts = get(Table.SITE, Table.ONLY);
        if (facts != null) {
            put(Table.SITE, Table.ONLY, facts.withEviction(table, leaving.size(), latestGone));
        }
    }

    /** The {@code most} rows that were used longest ago, in that order; the others are never put in order. */
    private <K, V> List<Aged<K>> oldest(Table<K, V> table, K spared, int most) {
        Set<K> beyondShares = beyondShares(table);
        PriorityQueue<Aged<K>> youngestFirst = new PriorityQueue<>(most, Comparator.reverseOrder());
        memory.forEach(table, (key, value) -> {
            Aged<K> row = new Aged<>(key, table.lastUsed(value), beyondShares.contains(key));
            if (key.equals(spared)) {
                return;
            }
            if (youngestFirst.size() < most) {
                youngestFirst.add(row);
            } else if (row.compareTo(youngestFirst.element()) < 0) {
                youngestFirst.remove();
                youngestFirst.add(row);
            }
        });
        List<Aged<K>> oldest = new ArrayList<>(youngestFirst);
        Collections.sort(oldest);
        return oldest;
    }

    /** What each owner that has more than a share of a table used longest ago, down to the share. */
    private <K, V> Set<K> beyondShares(Table<K, V> table) {
        if (!table.isShared()) {
            return Set.of();
        }
        Map<Object, Integer> counts = new HashMap<>();
        memory.forEach(table, (key, value) -> {
            Object owner = table.owner(key, value);
            if (owner != null) {
                counts.merge(owner, 1, Integer::sum);
            }
        });
        counts.values().removeIf(count -> count <= table.share());
        if (counts.isEmpty()) {
            return Set.of();
        }
        Map<Object, List<Aged<K>>> owned = new HashMap<>();
        memory.forEach(table, (key, value) -> {
            Object owner = table.owner(key, value);
            if (owner != null && counts.containsKey(owner)) {
                owned.computeIfAbsent(owner, _ -> new ArrayList<>()).add(new Aged<>(key, table.lastUsed(value), false));
            }
        });
        Set<K> beyond = new HashSet<>();
        for (List<Aged<K>> rows : owned.values()) {
            Collections.sort(rows);
            rows.subList(0, rows.size() - table.share()).forEach(row -> beyond.add(row.key()));
        }
        return beyond;
    }

    private <K> void forgetWhatBelongsTo(Table<K, ?> table, K key) {
        if (table == (Object) Table.SEEN || table == (Object) Table.DEVICES) {
            forgetDevice((DeviceId) key);
        } else if (table == (Object) Table.OCCURRENCES) {
            forgetAlert((String) key);
        }
    }

    private void forgetDevice(DeviceId device) {
        DeviceFacts facts = memory.get(Table.DEVICES, device);
        if (facts == null) {
            return;
        }
        KnownPeers peers = memory.get(Table.KNOWN_PEERS, device);
        if (peers != null) {
            peers.contacts().forEach(contact -> memory.remove(Table.PEERS, contact.key(device)));
        }
        KnownQuestions questions = memory.get(Table.KNOWN_QUESTIONS, device);
        if (questions != null) {
            questions.names().forEach(name -> memory.remove(Table.QUESTIONS, new QuestionKey(device, name)));
        }
        facts.servers().forEach(server -> memory.remove(Table.SERVERS, server));
        memory.remove(Table.DEVICES, device);
        memory.remove(Table.SEEN, device);
        memory.remove(Table.KNOWN_PEERS, device);
        memory.remove(Table.KNOWN_QUESTIONS, device);
        memory.remove(Table.UNPUBLISHED, device);
        memory.remove(Table.MARKS, device);
        memory.remove(Table.DAYS, device);
        memory.remove(Table.PAST_DAYS, device);
    }

    private void forgetAlert(String id) {
        memory.remove(Table.ALERTS, id);
        memory.remove(Table.PAST_HOURS, id);
        memory.remove(Table.EXHIBITS, id);
        memory.remove(Table.UNTOLD, id);
    }
}
