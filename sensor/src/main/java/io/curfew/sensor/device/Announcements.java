package io.curfew.sensor.device;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.MacAddress;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets an announcement through once an hour: the same device, protocol, name, service, model and host. Remembers at
 * most {@code capacity} of them; the one reported longest ago makes room, and is counted. For one thread.
 */
final class Announcements {
    static final Duration SILENCE = Duration.ofHours(1);
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final int capacity;
    private final Consumer<? super AnnouncementObservation> sink;
    /** When what was reported, oldest first. What is kept of an announcement is a hash of 64 bits. */
    private final LinkedHashMap<Long, Instant> reported = new LinkedHashMap<>();

    private long repeated;
    private long forgotten;
    private long removals;

    Announcements(int capacity, Consumer<? super AnnouncementObservation> sink) {
        this.capacity = capacity;
        this.sink = sink;
    }

    /** Gives the moment at which the announcement was reported last, which may be now. */
    Instant accept(AnnouncementObservation announcement) {
        long key = key(announcement);
        Instant last = reported.get(key);
        if (last != null && announcement.at().isBefore(last.plus(SILENCE))) {
            repeated++;
            return last;
        }
        reported.remove(key);
        makeRoom(announcement.at());
        reported.put(key, announcement.at());
        sink.accept(announcement);
        return announcement.at();
    }

    /** How often one that was remembered has been removed: until the next time, what was a repetition remains one. */
    long removals() {
        return removals;
    }

    /** Counts announcements that are known to be repetitions without being read. */
    void repeat(int count) {
        repeated += count;
    }

    private void makeRoom(Instant now) {
        Iterator<Map.Entry<Long, Instant>> oldest = reported.entrySet().iterator();
        while (oldest.hasNext()) {
            boolean isOver = !now.isBefore(oldest.next().getValue().plus(SILENCE));
            if (!isOver && reported.size() < capacity) {
                return;
            }
            oldest.remove();
            removals++;
            forgotten += isOver ? 0 : 1;
        }
    }

    private static long key(AnnouncementObservation announcement) {
        MacAddress mac = announcement.device().mac();
        long hash = mac == null ? announcement.device().ip().hashCode() : mac.bits();
        hash = mix(hash, announcement.protocol());
        hash = mix(hash, announcement.name());
        hash = mix(hash, announcement.service() == null ? "" : announcement.service());
        hash = mix(hash, announcement.model() == null ? "" : announcement.model());
        return mix(hash, announcement.host() == null ? "" : announcement.host().value());
    }

    /** FNV-1a over the characters and an end mark. */
    private static long mix(long before, String text) {
        long hash = before ^ FNV_OFFSET;
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * FNV_PRIME;
        }
        return (hash ^ 0xffff_ffffL) * FNV_PRIME;
    }

    /** Announcements that were not reported because they had been within the hour. */
    long repeated() {
        return repeated;
    }

    /** Announcements that were forgotten within the hour, and so may be reported again. */
    long forgotten() {
        return forgotten;
    }
}
