package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.store.View;
import io.curfew.policy.Alert;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Alerts of the caller's sites. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class AlertsResource {
    private final View view;
    private final PolicyLog policy;
    private final Callers callers;

    AlertsResource(View view, PolicyLog policy, Callers callers) {
        this.view = view;
        this.policy = policy;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "Alerts, the latest first")
    public AlertPage alerts(@BeanParam AlertParameters parameters) {
        return AlertPage.of(view.alerts(parameters.query(callers.current().sites())));
    }

    @GET
    @Path("/groups")
    @Operation(summary = "Alerts counted together by device, rule or destination, the largest group first")
    public AlertGroupList groups(
            @BeanParam AlertParameters parameters, @QueryParam("by") @DefaultValue("device") String by) {
        return AlertGroupList.of(view.groups(parameters.groups(callers.current().sites(), by)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One alert with its evidence")
    public Alert alert(@RestPath String id) {
        return visible(callers.current(), id);
    }

    @GET
    @Path("/{id}/context")
    @Operation(summary = "Where the rule stands that raised an alert, and whose the other end's address is")
    public AlertContext context(@RestPath String id) {
        return AlertContexts.of(visible(callers.current(), id), policy.current());
    }

    private Alert visible(Caller caller, String id) {
        return view.alert(caller.sites(), id).orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
    }
}
