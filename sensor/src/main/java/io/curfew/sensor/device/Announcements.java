package io.curfew.sensor.device;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Lets an announcement through once an hour: the same device, protocol, name, service, model and host. Remembers at
 * most {@code capacity} of them; the one reported longest ago makes room, and is counted. So are those of a device that
 * has announced {@value #MOST_OF_A_DEVICE} things within the hour, which are not reported. For one thread.
 */
final class Announcements {
    static final Duration SILENCE = Duration.ofHours(1);
    static final int MOST_OF_A_DEVICE = 1_024;

    private final int capacity;
    private final Consumer<? super AnnouncementObservation> sink;
    /** Known to nobody who announces, else they could pass theirs off as another's. */
    private final long secret = new SplittableRandom().nextLong();
    /** What was reported, oldest first. What is kept of an announcement is a hash of 64 bits. */
    private final LinkedHashMap<Long, Report> reported = new LinkedHashMap<>();
    /** How many of these are whose. */
    private final Map<Long, Integer> ofDevices = new HashMap<>();

    private long repeated;
    private long forgotten;
    private long removals;

    private record Report(long device, Instant at) {}

    Announcements(int capacity, Consumer<? super AnnouncementObservation> sink) {
        this.capacity = capacity;
        this.sink = sink;
    }

    /** Gives the moment at which the announcement was reported or left out last, which may be now. */
    Instant accept(AnnouncementObservation announcement) {
        long device = device(announcement);
        long key = key(device, announcement);
        Report last = reported.get(key);
        if (last != null && announcement.at().isBefore(last.at.plus(SILENCE))) {
            repeated++;
            return last.at;
        }
        forget(key);
        makeRoom(announcement.at());
        if (ofDevices.getOrDefault(device, 0) >= MOST_OF_A_DEVICE) {
            forgotten++;
            return announcement.at();
        }
        reported.put(key, new Report(device, announcement.at()));
        ofDevices.merge(device, 1, Integer::sum);
        sink.accept(announcement);
        return announcement.at();
    }

    /** Forgets what was reported. */
    void startAnew() {
        reported.clear();
        ofDevices.clear();
        removals++;
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
        while (!reported.isEmpty()) {
            Map.Entry<Long, Report> oldest = reported.firstEntry();
            boolean isOver = !now.isBefore(oldest.getValue().at.plus(SILENCE));
            if (!isOver && reported.size() < capacity) {
                return;
            }
            forget(oldest.getKey());
            removals++;
            forgotten += isOver ? 0 : 1;
        }
    }

    private void forget(long key) {
        Report report = reported.remove(key);
        if (report != null) {
            ofDevices.computeIfPresent(report.device, (device, count) -> count == 1 ? null : count - 1);
        }
    }

    private long device(AnnouncementObservation announcement) {
        MacAddress mac = announcement.device().mac();
        IpAddress ip = announcement.device().ip();
        return mac == null ? mix(mix(secret, ip.high()), ip.low()) : mac.bits();
    }

    private long key(long device, AnnouncementObservation announcement) {
        long hash = mix(mix(secret, device), announcement.protocol());
        hash = mix(hash, announcement.name());
        hash = mix(hash, announcement.service() == null ? "" : announcement.service());
        hash = mix(hash, announcement.model() == null ? "" : announcement.model());
        return mix(hash, announcement.host() == null ? "" : announcement.host().value());
    }

    private long mix(long before, String text) {
        long hash = mix(before, text.length());
        for (int index = 0; index < text.length(); index++) {
            hash = mix(hash, text.charAt(index));
        }
        return hash;
    }

    private long mix(long before, long more) {
        long mixed = (before ^ more) * (secret | 1);
        return (mixed ^ mixed >>> 32) * 0x9e37_79b9_7f4a_7c15L;
    }

    /** Announcements that were not reported because they had been within the hour. */
    long repeated() {
        return repeated;
    }

    /** Announcements that were forgotten within the hour, and so may be reported again, or that were one too many. */
    long forgotten() {
        return forgotten;
    }
}
