package io.curfew.collector.api;

import io.curfew.collector.store.DeviceQuery;
import io.curfew.collector.store.SeenTimes;
import io.curfew.collector.store.VisibleSites;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a list of devices can be asked for. */
public record DeviceParameters(
        @QueryParam("site") List<String> site,
        @QueryParam("zone") List<String> zone,
        @QueryParam("standing") @Nullable String standing,
        @QueryParam("q") @Nullable String q,
        @QueryParam("cursor") @Nullable String cursor,

        @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT)
        String limit) {
    /** How a device stands in time. */
    enum Standing {
        /** It was not there a day ago. */
        NEW,
        /** Nobody saw it for a day, but in the week before. */
        QUIET
    }

    DeviceQuery query(VisibleSites visible, Instant now) {
        return new DeviceQuery(
                visible.narrowedTo(Parameters.sites(site)),
                Set.copyOf(zone),
                Parameters.words(q),
                seen(Parameters.constant("standing", standing, Standing.class), now),
                Parameters.page(cursor, limit, DeviceQuery.CURSOR_PARTS));
    }

    private static SeenTimes seen(@Nullable Standing standing, Instant now) {
        return switch (standing) {
            case NEW -> SeenTimes.ofNewAt(now);
            case QUIET -> SeenTimes.ofQuietAt(now);
            case null -> SeenTimes.EVER;
        };
    }
}
