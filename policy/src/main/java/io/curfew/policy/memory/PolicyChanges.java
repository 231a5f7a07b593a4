package io.curfew.policy.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which versions of the policy were in force at the site. Keeps the latest {@value #MOST_CHANGES}. */
public record PolicyChanges(List<Change> latest) {
    /** The most versions that are kept. */
    public static final int MOST_CHANGES = 8;

    /**
     * A version came into force.
     *
     * @param isChange false for the first that was ever seen: nobody knows since when it held
     */
    public record Change(long version, Instant at, boolean isChange) {}

    public PolicyChanges {
        latest = List.copyOf(latest);
    }

    /** The version that was in force last; 0 before any. */
    public long version() {
        return latest.isEmpty() ? 0 : latest.getLast().version();
    }

    public PolicyChanges with(long version, Instant at) {
        List<Change> more = new ArrayList<>(latest);
        more.add(new Change(version, at, !latest.isEmpty()));
        return new PolicyChanges(more.subList(Math.max(0, more.size() - MOST_CHANGES), more.size()));
    }
}
