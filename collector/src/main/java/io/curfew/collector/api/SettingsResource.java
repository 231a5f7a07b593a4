package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.configuration.SettingsInForce;
import io.curfew.collector.kafka.PolicyFolder;
import io.curfew.collector.notify.Notifications;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the collector is configured with. It concerns all sites, so only those who see all sites may read it. */
@Path("/api/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Blocking
public class SettingsResource {
    private final SettingsInForce settings;
    private final PolicyFolder folder;
    private final Notifications notifications;
    private final Callers callers;

    SettingsResource(SettingsInForce settings, PolicyFolder folder, Notifications notifications, Callers callers) {
        this.settings = settings;
        this.folder = folder;
        this.notifications = notifications;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "What the collector was started with, without secrets; files a policy may name; channels")
    public Settings settings() {
        Requests.refuseUnlessAllSites(callers.current());
        return new Settings(
                settings.all(),
                folder.list(),
                notifications.channels().stream()
                        .map(NotificationChannelState::of)
                        .toList());
    }
}
