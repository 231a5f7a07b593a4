package io.curfew.sensor.imports.netflow;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** 1 packet in how many the samplers of one domain take. Keeps at most {@value #MOST}: the oldest goes to make room. */
final class Samplers {
    static final int MOST = 256;

    private final Map<Long, Long> intervals = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MOST;
        }
    };

    /** @param interval at least 1 */
    void put(long samplerId, long interval) {
        intervals.put(samplerId, interval);
    }

    /** What the sampler takes; the only one's where the record names none; absent when unknown. */
    @Nullable
    Long interval(long samplerId) {
        Long found = intervals.get(samplerId);
        if (found == null && samplerId == ExportedRecord.NO_SAMPLER && intervals.size() == 1) {
            return intervals.values().iterator().next();
        }
        return found;
    }

    int count() {
        return intervals.size();
    }
}
