package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.notify.Notifications;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Tries a channel of notifications. It may tell of all sites, so only those who see all sites may try it. */
@Path("/api/v1/settings/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Blocking
@Expensive
public class NotificationsResource {
    private final Notifications notifications;
    private final Callers callers;

    NotificationsResource(Notifications notifications, Callers callers) {
        this.notifications = notifications;
        this.callers = callers;
    }

    @POST
    @Path("/{channel}/test")
    @Operation(summary = "Sends a test message by a channel, and says what became of it")
    public TestedChannel test(@RestPath String channel) throws InterruptedException {
        Requests.refuseUnlessAllSites(callers.current());
        return notifications
                .test(channel)
                .map(TestedChannel::of)
                .orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
    }
}
