package io.curfew.collector.correlate;

import io.curfew.events.SiteId;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * When sites were last heard of, so that time passes at those that say nothing. Holds at most {@value #MOST_SITES}
 * sites: the one heard longest ago makes room, and is left alone when it was silent for {@link #LEFT}. For one thread.
 */
final class SitesHeard {
    static final int MOST_SITES = 65_536;

    /** After so long nothing new is to be told of a silent site. */
    static final Duration LEFT = Duration.ofDays(2);

    private static final long SILENT_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long RESTING_MILLIS = Duration.ofSeconds(5).toMillis();

    /** So many calls are enough for all sites, however little time there is: half a minute of two a second. */
    private static final int CALLS_FOR_ALL = 60;

    private final LongSupplier nanoTime;
    private final Map<SiteId, Heard> longestAgoFirst = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param passedMillis until when time has passed at the site
     * @param isResting true when it was said that nothing more came for a while
     */
    private record Heard(long heardMillis, long passedMillis, boolean isResting) {}

    /**
     * @param nanoTime goes on with time whatever clocks are set to: by them, an hour could pass at every site at once
     */
    SitesHeard(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    }

    /** Something came from a site. */
    void heard(SiteId site) {
        long nowMillis = nowMillis();
        longestAgoFirst.put(site, new Heard(nowMillis, nowMillis, false));
        if (longestAgoFirst.size() > MOST_SITES) {
            longestAgoFirst.remove(longestAgoFirst.keySet().iterator().next());
        }
    }

    /**
     * Tells the sites of which nothing was heard for some seconds, once until they are heard again: those that were
     * heard longest ago first, until the action says that it is enough for now.
     *
     * @param action false when the others have to wait for the next call
     */
    void whileResting(Predicate<SiteId> action) {
        long nowMillis = nowMillis();
        for (Map.Entry<SiteId, Heard> site : longestAgoFirst.entrySet()) {
            Heard heard = site.getValue();
            if (nowMillis - heard.heardMillis() < RESTING_MILLIS) {
                return;
            }
            if (!heard.isResting()) {
                site.setValue(new Heard(heard.heardMillis(), heard.passedMillis(), true));
                if (!action.test(site.getKey())) {
                    return;
                }
            }
        }
    }

    /**
     * Tells the sites of which nothing was heard for a minute or more, and how much time has passed there since: each
     * once a minute when it is called twice a second, until the action says that it is enough for now.
     *
     * @param action false when the others have to wait for the next call; some are told nevertheless where there are
     *     many, so that none waits for ever
     */
    void whileSilent(BiPredicate<SiteId, Duration> action) {
        long nowMillis = nowMillis();
        int left = longestAgoFirst.size() / CALLS_FOR_ALL;
        Iterator<Map.Entry<SiteId, Heard>> sites = longestAgoFirst.entrySet().iterator();
        while (sites.hasNext()) {
            Map.Entry<SiteId, Heard> site = sites.next();
            Heard heard = site.getValue();
            long elapsed = nowMillis - heard.passedMillis();
            if (nowMillis - heard.heardMillis() < SILENT_MILLIS) {
                return;
            }
            if (nowMillis - heard.heardMillis() > LEFT.toMillis()) {
                sites.remove();
            } else if (elapsed >= SILENT_MILLIS) {
                site.setValue(new Heard(heard.heardMillis(), nowMillis, heard.isResting()));
                boolean goesOn = action.test(site.getKey(), Duration.ofMillis(elapsed));
                if (!goesOn && left-- <= 0) {
                    return;
                }
            }
        }
    }
}
