package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The sites of one task that were used last: at most {@value #MOST_SITES}, with as many rows at hand as the process has
 * room for. For one thread.
 */
final class SitesAtHand implements AutoCloseable {
    static final int MOST_SITES = 4_096;
    /** Who is left out while all others are used so often does not come in turn. */
    private static final int ROUNDS = 4;

    private final KeyValueStore<Bytes, byte[]> store;
    private final RowsAtHand.Share rows;
    private final CorrelationMetrics metrics;
    private final RowCodecs codecs = new RowCodecs();
    /** Those used longest ago first. */
    private final SequencedMap<SiteId, AtHand> sites = new LinkedHashMap<>(16, 0.75f, true);

    private long uses;

    private static final class AtHand {
        final SiteCorrelation site;
        long lastUse;

        AtHand(SiteCorrelation site) {
            this.site = site;
        }
    }

    SitesAtHand(KeyValueStore<Bytes, byte[]> store, RowsAtHand rows, CorrelationMetrics metrics) {
        this.store = store;
        this.rows = rows.share();
        this.metrics = metrics;
    }

    /** Nothing may be held back. */
    SiteCorrelation of(SiteId site) {
        makeRoom();
        AtHand known = sites.get(site);
        if (known == null) {
            if (sites.size() >= MOST_SITES) {
                letGo(sites.pollFirstEntry().getValue().site);
            }
            known = new AtHand(new SiteCorrelation(site, new StoredSiteMemory(site, store, codecs, rows)));
            sites.put(site, known);
        }
        known.lastUse = ++uses;
        return known.site;
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

    /**
     * Lets go of rows while there are too many; they are read again when needed. First of sites that nobody uses any
     * more, then of those used last: sensors send in turn, so that who was used longest ago is used next. If it made
     * room, all would push each other out in a circle, and nobody's rows were at hand when its turn comes. Nothing may
     * be held back.
     */
    void makeRoom() {
        long inTurn = uses - (long) ROUNDS * sites.size();
        Iterator<AtHand> longestAgoFirst = sites.sequencedValues().iterator();
        while (rows.isTooLarge() && longestAgoFirst.hasNext()) {
            AtHand longestAgo = longestAgoFirst.next();
            if (longestAgo.lastUse > inTurn) {
                break;
            }
            letGo(longestAgo.site);
        }
        Iterator<AtHand> latestFirst = sites.sequencedValues().reversed().iterator();
        while (rows.isTooLarge() && latestFirst.hasNext()) {
            letGo(latestFirst.next().site);
        }
    }

    private void letGo(SiteCorrelation site) {
        long before = rows.count();
        site.forgetRows();
        if (rows.count() < before) {
            metrics.siteLetGo();
        }
    }

    /** The task ends. */
    @Override
    public void close() {
        rows.close();
    }
}
