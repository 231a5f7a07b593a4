package io.curfew.policy.memory;

import io.curfew.events.SiteId;

final class HeapSiteMemoryTest extends SiteMemoryContract {
    @Override
    protected SiteMemory memoryOf(SiteId site) {
        return new HeapSiteMemory();
    }
}
