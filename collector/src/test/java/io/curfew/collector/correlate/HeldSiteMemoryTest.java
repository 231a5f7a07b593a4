package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.memory.SiteMemoryContract;

/** The contract while everything is held back. */
class HeldSiteMemoryTest extends SiteMemoryContract {
    private final StoredRows rows = new StoredRows(InMemoryStore.open());

    @Override
    protected SiteMemory memoryOf(SiteId site) {
        return new StoredSiteMemory(site, rows);
    }
}
