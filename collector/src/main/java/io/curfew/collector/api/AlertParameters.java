package io.curfew.collector.api;

import io.curfew.collector.store.AlertGrouping;
import io.curfew.collector.store.AlertGroupsQuery;
import io.curfew.collector.store.AlertQuery;
import io.curfew.collector.store.VisibleSites;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a list of alerts can be asked for. */
public record AlertParameters(
        @QueryParam("site") List<String> site,
        @QueryParam("zone") List<String> zone,
        @QueryParam("device") @Nullable String device,
        @QueryParam("peer") @Nullable String peer,
        @QueryParam("severity") List<String> severity,
        @QueryParam("state") List<String> state,
        @QueryParam("kind") @Nullable String kind,
        @QueryParam("origin") @Nullable String origin,
        @QueryParam("q") @Nullable String q,
        @QueryParam("cursor") @Nullable String cursor,

        @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT)
        String limit) {
    AlertQuery query(VisibleSites visible) {
        return new AlertQuery(
                visible.narrowedTo(Parameters.sites(site)),
                Set.copyOf(zone),
                Parameters.optional("device", device, DeviceId::new),
                Parameters.text("peer", peer),
                Parameters.constants("severity", severity, Severity.class),
                Parameters.constants("state", state, Alert.State.class),
                Parameters.constant("kind", kind, Alert.Kind.class),
                Parameters.text("origin", origin),
                Parameters.words(q),
                Parameters.pageByTime(cursor, limit, AlertQuery.CURSOR_PARTS));
    }

    AlertGroupsQuery groups(VisibleSites visible, String by) {
        AlertQuery alerts = query(visible);
        AlertGrouping grouping = Objects.requireNonNull(Parameters.constant("by", by, AlertGrouping.class));
        return new AlertGroupsQuery(alerts, grouping, alerts.page().limit());
    }
}
