package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.CommandLog;
import io.curfew.collector.store.View;
import io.curfew.events.SiteId;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceRemark;
import io.curfew.policy.mud.MudExport;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

import java.time.Clock;

/** Devices of the caller's sites. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class DevicesResource {
    private static final String MUD = "application/mud+json";

    private final View view;
    private final CommandLog commands;
    private final Callers callers;
    private final Clock clock;

    DevicesResource(View view, CommandLog commands, Callers callers, Clock clock) {
        this.view = view;
        this.commands = commands;
        this.clock = clock;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "Devices by site and id")
    public DevicePage devices(@BeanParam DeviceParameters parameters) {
        return DevicePage.of(view.devices(parameters.query(callers.current().sites(), clock.instant())));
    }

    @GET
    @Path("/{site}/{device}")
    @Operation(summary = "The dossier of one device")
    public Device device(@RestPath String site, @RestPath String device) {
        return visible(callers.current(), site, device);
    }

    @GET
    @Path("/{site}/{device}/addresses")
    @Operation(summary = "The addresses from which a device began flows, the one that came last first")
    public AddressList addresses(@RestPath String site, @RestPath String device) {
        Caller caller = callers.current();
        Device known = visible(caller, site, device);
        return new AddressList(known.site(), known.id(), view.addresses(caller.sites(), known.site(), known.id()));
    }

    @GET
    @Path("/{site}/{device}/mud")
    @Produces(MUD)
    @Operation(summary = "What a device was seen to do, as a MUD file (RFC 8520)")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MUD, schema = @Schema(type = SchemaType.OBJECT)))
    public Response mud(@RestPath String site, @RestPath String device) {
        Device known = visible(callers.current(), site, device);
        return Response.ok(MudExport.of(known))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + MudExport.fileName(known) + "\"")
                .build();
    }

    @PUT
    @Path("/{site}/{device}/remark")
    @RolesAllowed(Role.OPERATOR_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Operation(summary = "Says who a device is, in place of all that was said before; done within moments")
    @APIResponseSchema(value = DeviceRemark.class, responseCode = "202")
    public DeviceRemark adopt(@RestPath String site, @RestPath String device, DeviceRemark request) {
        DeviceRemark remark = Requests.present(request);
        Caller caller = callers.current();
        Device known = visible(caller, site, device);
        commands.append(new Command.Adopt(known.site(), caller.name(), clock.instant(), known.id(), remark));
        return remark;
    }

    private Device visible(Caller caller, String site, String device) {
        try {
            return view.device(caller.sites(), new SiteId(site), new DeviceId(device))
                    .orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
        } catch (IllegalArgumentException noSuchName) {
            throw new ProblemException(ProblemKind.NOT_FOUND, noSuchName.getMessage());
        }
    }
}
