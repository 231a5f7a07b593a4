package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.memory.SiteMemoryContract;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The contract while everything is held back. */
class HeldSiteMemoryTest extends SiteMemoryContract {
    private final KeyValueStore<Bytes, byte[]> store = InMemoryStore.open();
    private final RowCodecs codecs = new RowCodecs();

    @Override
    protected SiteMemory memoryOf(SiteId site) {
        return new StoredSiteMemory(site, store, codecs, new RowsAtHand(1_000).share());
    }
}
