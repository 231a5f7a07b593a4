package io.curfew.collector.api;

import io.curfew.collector.store.TrafficQuery;
import io.curfew.collector.store.VisibleSites;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a list of traffic can be asked for. */
public record TrafficParameters(
        @QueryParam("site") List<String> site,
        @QueryParam("device") @Nullable String device,
        @QueryParam("peer") @Nullable String peer,
        @QueryParam("service") @Nullable String service,
        @QueryParam("zone") @Nullable String zone,
        @QueryParam("rule") @Nullable String rule,
        @QueryParam("verdict") @Nullable String verdict,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("cursor") @Nullable String cursor,

        @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT)
        String limit) {
    TrafficQuery query(VisibleSites visible) {
        return new TrafficQuery(
                visible.narrowedTo(Parameters.sites(site)),
                Parameters.optional("device", device, DeviceId::new),
                Parameters.text("peer", peer),
                Parameters.text("service", service),
                Parameters.text("zone", zone),
                Parameters.text("rule", rule),
                Parameters.constant("verdict", verdict, HourKey.Result.class),
                Parameters.time("from", from),
                Parameters.time("to", to),
                Parameters.pageByTimeAndNumber(cursor, limit));
    }
}
