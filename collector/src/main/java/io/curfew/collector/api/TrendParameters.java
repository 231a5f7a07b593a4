package io.curfew.collector.api;

import io.curfew.collector.store.HoursScope;
import io.curfew.collector.store.TrendQuery;
import io.curfew.collector.store.VisibleSites;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

import java.util.Objects;

/** What sums of traffic by the hour can be asked for. */
public record TrendParameters(
        @BeanParam HoursParameters hours,

        @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT)
        String limit) {
    TrendQuery query(VisibleSites visible) {
        HoursScope scope = hours.scope(visible);
        return Objects.requireNonNull(
                Parameters.optional("limit", limit, most -> new TrendQuery(scope, Integer.parseInt(most))));
    }
}
