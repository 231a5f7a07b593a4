package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import java.util.Map;

/** Changes of alerts as they happen. */
@Path("/api/v1/alerts/stream")
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class AlertStreamResource {
    private final AlertStream stream;
    private final Callers callers;
    private final LiveEvents events;

    AlertStreamResource(AlertStream stream, Callers callers, LiveEvents events) {
        this.stream = stream;
        this.callers = callers;
        this.events = events;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Changes of alerts as they happen: events of the name alert, of each alert the latest to who is"
                    + " slow; of the name missed when the list should be asked for again; of the name ended when"
                    + " the stream should be opened again; and a comment each 15 s")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = AlertSummary.class)))
    public Multi<OutboundSseEvent> changes() {
        return events.stream(stream.of(callers.current().sites()).map(this::event));
    }

    private OutboundSseEvent event(WaitingAlerts.Change change) {
        return switch (change) {
            case WaitingAlerts.Change.Changed changed ->
                events.event("alert", AlertSummary.class, AlertSummary.of(changed.alert()));
            case WaitingAlerts.Change.Missed _ -> events.event("missed", Map.class, Map.of());
        };
    }
}
