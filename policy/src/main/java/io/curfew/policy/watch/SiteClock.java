package io.curfew.policy.watch;

import io.curfew.events.Observation;
import io.curfew.events.StatusObservation;
import io.curfew.policy.memory.Leap;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells how late it is at a site: the latest time that a sensor named. One sensor with a wrong clock does not move it:
 * a time that is more than {@link #FAR} ahead counts when time goes on there for {@link #CONFIRMED} while the site's
 * own stands still; where no sensor reports, as in a capture, it counts at once. A site whose time a wrong clock had
 * moved ahead comes back in the same way, when a sensor that holds nothing back reports an earlier time for
 * {@link #FAR}; but never to a time before {@link #UNSET}, which only a clock that was never set tells.
 */
final class SiteClock {
    static final Duration FAR = Duration.ofMinutes(10);
    /** Earlier than any sensor was made. */
    static final Instant UNSET = Instant.parse("2020-01-01T00:00:00Z");

    private static final Duration CONFIRMED = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Rows rows;

    SiteClock(Rows rows) {
        this.rows = rows;
    }

    /** How late it is now that an observation came; earlier than before only when the site's time was wrong. */
    Instant at(SiteFacts facts, Observation observation) {
        Instant at = observation.at();
        Instant site = facts.latest();
        if (at.isAfter(site.plus(FAR))) {
            boolean isLive = rows.size(Table.SENSORS) > 0;
            return !isLive || confirmed(Table.LEAP_AHEAD, at, site, CONFIRMED) ? at : site;
        }
        if (at.isAfter(site)) {
            return at;
        }
        boolean isFresh = observation instanceof StatusObservation status
                && status.spoolAge().compareTo(FRESH) < 0
                && at.isBefore(site.minus(FAR))
                && !at.isBefore(UNSET);
        return isFresh && confirmed(Table.LEAP_BACK, at, site, FAR) ? at : site;
    }

    private boolean confirmed(Table<String, Leap> table, Instant at, Instant site, Duration length) {
        Leap leap = rows.get(table, Table.ONLY);
        boolean goesOn = leap != null
                && leap.siteTime().equals(site)
                && !at.isBefore(leap.since())
                && at.isBefore(leap.reached().plus(FAR));
        if (leap == null || !goesOn) {
            rows.put(table, Table.ONLY, new Leap(at, at, site));
            return false;
        }
        if (!at.isBefore(leap.since().plus(length))) {
            rows.remove(table, Table.ONLY);
            return true;
        }
        if (at.isAfter(leap.reached())) {
            rows.put(table, Table.ONLY, new Leap(leap.since(), at, site));
        }
        return false;
    }
}
