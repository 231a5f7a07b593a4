package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sites of one task that were used last: at most {@value #MOST_SITES}, with about as many rows as it is told. Who
 * was used longest ago makes room: first its rows, which are read again when needed. For one thread.
 */
final class SitesAtHand {
    static final int MOST_SITES = 4_096;
    /** Rows are counted anew after so many batches. */
    private static final int COUNT_EACH = 64;

    private final KeyValueStore<Bytes, byte[]> store;
    private final int mostRows;
    private final RowCodecs codecs = new RowCodecs();
    private final Map<SiteId, SiteCorrelation> sites = new LinkedHashMap<>(16, 0.75f, true);
    private int untilCount = COUNT_EACH;

    SitesAtHand(KeyValueStore<Bytes, byte[]> store, int mostRows) {
        this.store = store;
        this.mostRows = mostRows;
    }

    /** Nothing may be held back. */
    SiteCorrelation of(SiteId site) {
        if (--untilCount == 0) {
            untilCount = COUNT_EACH;
            makeRoom();
        }
        SiteCorrelation known = sites.get(site);
        if (known == null) {
            if (sites.size() >= MOST_SITES) {
                sites.remove(sites.keySet().iterator().next());
            }
            known = new SiteCorrelation(site, new StoredSiteMemory(site, store, codecs));
            sites.put(site, known);
        }
        return known;
    }

    /** Every site of the task, by as many look-ups as there are sites. */
    List<SiteId> all() {
        List<SiteId> all = new ArrayList<>();
        Bytes from = Bytes.wrap(new byte[0]);
        while (true) {
            try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, null)) {
                if (!rows.hasNext()) {
                    return all;
                }
                Bytes key = rows.peekNextKey();
                all.add(RowPrefix.site(key));
                from = RowPrefix.behindSite(key);
            }
        }
    }

    private void makeRoom() {
        long rows = 0;
        for (SiteCorrelation site : sites.values()) {
            rows += site.rowsAtHand();
        }
        Iterator<SiteCorrelation> longestAgoFirst = sites.values().iterator();
        while (rows > mostRows && longestAgoFirst.hasNext()) {
            SiteCorrelation site = longestAgoFirst.next();
            rows -= site.rowsAtHand();
            site.forgetRows();
        }
    }
}
