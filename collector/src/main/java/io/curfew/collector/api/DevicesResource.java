package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.store.View;
import io.curfew.events.SiteId;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Devices of the caller's sites. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class DevicesResource {
    private final View view;
    private final Callers callers;

    DevicesResource(View view, Callers callers) {
        this.view = view;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "Devices by site and id")
    public DevicePage devices(@BeanParam DeviceParameters parameters) {
        return DevicePage.of(view.devices(parameters.query(callers.current().sites())));
    }

    @GET
    @Path("/{site}/{device}")
    @Operation(summary = "The dossier of one device")
    public Device device(@RestPath String site, @RestPath String device) {
        try {
            return view.device(callers.current().sites(), new SiteId(site), new DeviceId(device))
                    .orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
        } catch (IllegalArgumentException noSuchName) {
            throw new ProblemException(ProblemKind.NOT_FOUND, noSuchName.getMessage());
        }
    }
}
