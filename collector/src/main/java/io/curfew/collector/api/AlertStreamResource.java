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
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import java.time.Duration;

/** Changes of alerts as they happen. */
@Path("/api/v1/alerts/stream")
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class AlertStreamResource {
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(15);

    private final AlertStream stream;
    private final Callers callers;
    private final Sse sse;

    AlertStreamResource(AlertStream stream, Callers callers, Sse sse) {
        this.stream = stream;
        this.callers = callers;
        this.sse = sse;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Changes of alerts as they happen: events of the name alert, of each alert the latest to who is"
                    + " slow; of the name missed when the list should be asked for again; and a comment each 15 s")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = AlertSummary.class)))
    public Multi<OutboundSseEvent> changes() {
        Multi<OutboundSseEvent> alerts = stream.of(callers.current().sites()).map(this::event);
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(BETWEEN_HEARTBEATS)
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("still here").build());
        // One at a time: what waits elsewhere than in the stream would no longer be replaced by what is newer.
        return Multi.createBy().merging().withRequests(1).streams(heartbeats, alerts);
    }

    private OutboundSseEvent event(WaitingAlerts.Change change) {
        OutboundSseEvent.Builder event = sse.newEventBuilder();
        return switch (change) {
            case WaitingAlerts.Change.Changed changed ->
                event.name("alert")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(AlertSummary.class, AlertSummary.of(changed.alert()))
                        .build();
            case WaitingAlerts.Change.Missed _ ->
                event.name("missed").data(String.class, "{}").build();
        };
    }
}
