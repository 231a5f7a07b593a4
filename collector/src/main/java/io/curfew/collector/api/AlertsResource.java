package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.CommandLog;
import io.curfew.collector.store.View;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.alert.LifeCycle;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

import java.time.Clock;

/** Alerts of the caller's sites. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class AlertsResource {
    private final View view;
    private final CommandLog commands;
    private final Callers callers;
    private final Clock clock;

    AlertsResource(View view, CommandLog commands, Callers callers, Clock clock) {
        this.view = view;
        this.commands = commands;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Alerts, the latest first")
    public AlertPage alerts(@BeanParam AlertParameters parameters) {
        return AlertPage.of(view.alerts(parameters.query(callers.current().sites())));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One alert with its evidence")
    public Alert alert(@RestPath String id) {
        return visible(callers.current(), id);
    }

    @POST
    @Path("/{id}/acknowledge")
    @RolesAllowed(Role.OPERATOR_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Operation(summary = "Takes note of an alert; answers with the alert as it will be within moments")
    @APIResponseSchema(value = Alert.class, responseCode = "202")
    public Alert acknowledge(@RestPath String id, AcknowledgeRequest request) {
        String note = AcknowledgeRequest.noteOf(request);
        Caller caller = callers.current();
        Alert alert = visible(caller, id);
        var command = new Command.Acknowledge(alert.site(), caller.name(), clock.instant(), alert.id(), note);
        commands.append(command);
        return alert.with(LifeCycle.after(alert.standing(), command));
    }

    private Alert visible(Caller caller, String id) {
        return view.alert(caller.sites(), id).orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
    }
}
