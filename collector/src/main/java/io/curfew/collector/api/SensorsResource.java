package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.store.View;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

import java.time.Clock;
import java.util.List;

/** Sensors of the caller's sites. */
@Path("/api/v1/sensors")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class SensorsResource {
    private final View view;
    private final EnrolledSensors enrolled;
    private final Callers callers;
    private final Clock clock;

    SensorsResource(View view, EnrolledSensors enrolled, Callers callers, Clock clock) {
        this.view = view;
        this.enrolled = enrolled;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Sensors, what they said last, and what is wrong with them")
    public Fleet sensors(@QueryParam("site") List<String> site) {
        return new Fleet(Fleet.of(
                view, enrolled, callers.current().sites().narrowedTo(Parameters.sites(site)), clock.instant()));
    }
}
