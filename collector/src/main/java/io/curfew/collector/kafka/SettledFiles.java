package io.curfew.collector.kafka;

import io.curfew.policy.language.GivenFiles;

/**
 * The files of a folder, each change once two looks in a row find the same: what one look finds may be half written.
 * Looked at by one thread.
 */
@SuppressWarnings("ReferenceEquality") // what the folder gives is the same object until something changes
final class SettledFiles {
    private final PolicyFolder folder;
    private GivenFiles lookedAt = GivenFiles.NONE;
    private volatile GivenFiles settled = GivenFiles.NONE;

    SettledFiles(PolicyFolder folder) {
        this.folder = folder;
    }

    /** The same object as before when nothing has changed. */
    GivenFiles current() {
        return settled;
    }

    /** Takes what one look finds. */
    void takeAtOnce() {
        lookedAt = folder.look();
        settled = lookedAt;
    }

    /** Looks again; true when a change is found that the look before found too. */
    boolean hasChanged() {
        GivenFiles before = lookedAt;
        lookedAt = folder.look();
        boolean hasChanged = lookedAt == before && lookedAt != settled;
        if (hasChanged) {
            settled = lookedAt;
        }
        return hasChanged;
    }
}
