package io.curfew.collector.api;

import io.curfew.collector.store.TrendQuery;
import io.curfew.collector.store.VisibleSites;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What sums of traffic can be asked for. */
public record TrendParameters(
        @QueryParam("site") List<String> site,
        @QueryParam("device") @Nullable String device,
        @QueryParam("peer") @Nullable String peer,
        @QueryParam("act") @DefaultValue("flow") String act,
        @QueryParam("verdict") @Nullable String verdict,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,

        @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT)
        String limit) {
    TrendQuery query(VisibleSites visible) {
        VisibleSites sites = visible.narrowedTo(Parameters.sites(site));
        DeviceId deviceId = Parameters.optional("device", device, DeviceId::new);
        String otherEnd = Parameters.text("peer", peer);
        HourKey.Act wanted = Objects.requireNonNull(Parameters.constant("act", act, HourKey.Act.class));
        HourKey.Result result = Parameters.constant("verdict", verdict, HourKey.Result.class);
        Instant begin = Parameters.time("from", from);
        Instant end = Parameters.time("to", to);
        return Objects.requireNonNull(Parameters.optional(
                "limit",
                limit,
                most -> new TrendQuery(sites, deviceId, otherEnd, wanted, result, begin, end, Integer.parseInt(most))));
    }
}
