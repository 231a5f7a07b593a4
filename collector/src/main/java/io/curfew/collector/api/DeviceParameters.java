package io.curfew.collector.api;

import io.curfew.collector.store.DeviceQuery;
import io.curfew.collector.store.VisibleSites;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** What a list of devices can be asked for. */
public record DeviceParameters(
        @QueryParam("site") List<String> site,
        @QueryParam("zone") List<String> zone,
        @QueryParam("q") @Nullable String q,
        @QueryParam("cursor") @Nullable String cursor,

        @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT)
        String limit) {
    DeviceQuery query(VisibleSites visible) {
        return new DeviceQuery(
                visible.narrowedTo(Parameters.sites(site)),
                Set.copyOf(zone),
                Parameters.words(q),
                Parameters.page(cursor, limit, DeviceQuery.CURSOR_PARTS));
    }
}
