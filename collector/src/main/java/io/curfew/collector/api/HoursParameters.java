package io.curfew.collector.api;

import io.curfew.collector.store.HoursScope;
import io.curfew.collector.store.VisibleSites;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** Which sums of traffic can be asked for. */
public record HoursParameters(
        @QueryParam("site") List<String> site,
        @QueryParam("device") @Nullable String device,
        @QueryParam("peer") @Nullable String peer,
        @QueryParam("service") @Nullable String service,
        @QueryParam("zone") @Nullable String zone,
        @QueryParam("toZone") @Nullable String toZone,
        @QueryParam("rule") @Nullable String rule,
        @QueryParam("act") @DefaultValue("flow") String act,
        @QueryParam("verdict") @Nullable String verdict,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to) {
    HoursScope scope(VisibleSites visible) {
        return new HoursScope(
                visible.narrowedTo(Parameters.sites(site)),
                Parameters.optional("device", device, DeviceId::new),
                Parameters.text("peer", peer),
                Parameters.text("service", service),
                Parameters.text("zone", zone),
                Parameters.text("toZone", toZone),
                Parameters.text("rule", rule),
                Objects.requireNonNull(Parameters.constant("act", act, HourKey.Act.class)),
                Parameters.constant("verdict", verdict, HourKey.Result.class),
                Parameters.time("from", from),
                Parameters.time("to", to));
    }
}
