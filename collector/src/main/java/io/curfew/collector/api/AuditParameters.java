package io.curfew.collector.api;

import io.curfew.collector.store.AuditQuery;
import io.curfew.collector.store.VisibleSites;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** What the audit trail can be asked for. */
public record AuditParameters(
        @QueryParam("site") List<String> site,
        @QueryParam("by") @Nullable String by,
        @QueryParam("action") List<String> action,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("cursor") @Nullable String cursor,

        @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT)
        String limit) {
    AuditQuery query(VisibleSites visible) {
        action.forEach(name -> Parameters.text("action", name));
        return new AuditQuery(
                visible.narrowedTo(Parameters.sites(site)),
                Parameters.text("by", by),
                Set.copyOf(action),
                Parameters.time("from", from),
                Parameters.time("to", to),
                Parameters.pageByTime(cursor, limit, AuditQuery.CURSOR_PARTS));
    }
}
