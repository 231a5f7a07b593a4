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

/** What sensors say of themselves, as they say it. */
@Path("/api/v1/sensors/stream")
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class SensorStreamResource {
    private final SensorStream stream;
    private final Callers callers;
    private final LiveEvents events;

    SensorStreamResource(SensorStream stream, Callers callers, LiveEvents events) {
        this.stream = stream;
        this.callers = callers;
        this.events = events;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "What sensors say of themselves: events of the name sensor; of the name ended when the stream"
                    + " should be opened again; and a comment each 15 s")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = SensorNews.class)))
    public Multi<OutboundSseEvent> changes() {
        return events.stream(stream.of(callers.current().sites())
                .map(status -> events.event("sensor", SensorNews.class, SensorNews.of(status))));
    }
}
