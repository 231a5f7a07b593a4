package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.kafka.PolicyLog;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All of the caller's sites at a glance. */
@Path("/api/v1/overview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class OverviewResource {
    private final View view;
    private final EnrolledSensors enrolled;
    private final PolicyLog policy;
    private final Callers callers;
    private final Clock clock;

    OverviewResource(View view, EnrolledSensors enrolled, PolicyLog policy, Callers callers, Clock clock) {
        this.view = view;
        this.enrolled = enrolled;
        this.policy = policy;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "All sites at a glance: open alerts, devices, sensors and what they heard")
    public Overview overview(@QueryParam("site") List<String> site) {
        VisibleSites visible = callers.current().sites().narrowedTo(Parameters.sites(site));
        Instant now = clock.instant();
        Map<SiteId, String> names = policy.current().policy().sites().stream()
                .filter(written -> visible.sees(written.id()))
                .collect(Collectors.toMap(Site::id, Site::name));
        Map<SiteId, SiteStanding> standings = view.standings(visible, now).stream()
                .collect(Collectors.toMap(SiteStanding::site, Function.identity()));
        Map<SiteId, List<FleetSensor>> sensors =
                Fleet.of(view, enrolled, visible, now).stream().collect(Collectors.groupingBy(FleetSensor::site));
        TreeSet<SiteId> ids = new TreeSet<>(names.keySet());
        ids.addAll(standings.keySet());
        ids.addAll(sensors.keySet());
        return new Overview(
                now,
                ids.stream()
                        .map(id -> Overview.SiteAtAGlance.of(
                                id,
                                names.getOrDefault(id, id.value()),
                                standings.get(id),
                                sensors.getOrDefault(id, List.of())))
                        .toList());
    }
}
