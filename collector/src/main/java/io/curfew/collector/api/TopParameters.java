package io.curfew.collector.api;

import io.curfew.collector.store.HoursScope;
import io.curfew.collector.store.TopQuery;
import io.curfew.collector.store.VisibleSites;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

import java.util.Objects;

/** What the greatest sums of traffic can be asked for by. */
public record TopParameters(
        @BeanParam HoursParameters hours,
        @QueryParam("by") @DefaultValue("device") String by,
        @QueryParam("order") @DefaultValue("count") String order,

        @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT)
        String limit) {
    TopQuery query(VisibleSites visible) {
        HoursScope scope = hours.scope(visible);
        TopQuery.By what = Objects.requireNonNull(Parameters.constant("by", by, TopQuery.By.class));
        TopQuery.Order first = Objects.requireNonNull(Parameters.constant("order", order, TopQuery.Order.class));
        return Objects.requireNonNull(
                Parameters.optional("limit", limit, most -> new TopQuery(scope, what, first, Integer.parseInt(most))));
    }
}
