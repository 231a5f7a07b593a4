package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.store.SensorStatus;
import io.curfew.collector.store.SiteStanding;
import io.curfew.collector.store.View;
import io.curfew.collector.store.VisibleSites;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Site;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The caller's sites: those of the policy, and those that anything was seen at. */
@Path("/api/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class SitesResource {
    private final View view;
    private final PolicyLog policy;
    private final Callers callers;
    private final Clock clock;

    SitesResource(View view, PolicyLog policy, Callers callers, Clock clock) {
        this.view = view;
        this.policy = policy;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Sites and how they stand")
    public SiteList sites() {
        VisibleSites visible = callers.current().sites();
        Map<SiteId, Site> written = policy.current().policy().sites().stream()
                .filter(site -> visible.sees(site.id()))
                .collect(Collectors.toMap(Site::id, Function.identity()));
        Map<SiteId, SiteStanding> standings = view.standings(visible, clock.instant()).stream()
                .collect(Collectors.toMap(SiteStanding::site, Function.identity()));
        Map<SiteId, List<SensorStatus>> sensors =
                view.sensors(visible).stream().collect(Collectors.groupingBy(SensorStatus::site));
        TreeSet<SiteId> ids = new TreeSet<>(written.keySet());
        ids.addAll(standings.keySet());
        ids.addAll(sensors.keySet());
        return new SiteList(ids.stream()
                .map(id -> SiteSummary.of(id, written.get(id), standings.get(id), sensors.getOrDefault(id, List.of())))
                .toList());
    }
}
