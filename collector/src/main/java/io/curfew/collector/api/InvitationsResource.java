package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.Invitation;
import io.curfew.collector.enrolment.Invitations;
import io.curfew.collector.kafka.CommandLog;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Command;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

import java.time.Clock;
import java.time.Duration;

/** Invites sensors to the caller's sites. Each invitation stands in the audit trail before its token is told. */
@Path("/api/v1/sites/{site}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class InvitationsResource {
    private static final int CREATED = 201;
    private static final Duration VALID = Duration.ofMinutes(30);

    private final Invitations invitations;
    private final SensorLog sensors;
    private final CommandLog commands;
    private final Callers callers;
    private final Clock clock;

    InvitationsResource(Invitations invitations, SensorLog sensors, CommandLog commands, Callers callers, Clock clock) {
        this.invitations = invitations;
        this.sensors = sensors;
        this.commands = commands;
        this.callers = callers;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(CREATED)
    @Operation(summary = "Invites a sensor: a token that gives it its configuration, once, within 30 minutes")
    @APIResponseSchema(value = SensorInvitation.class, responseCode = "201")
    public SensorInvitation invite(@RestPath String site, InvitationRequest request) {
        InvitationRequest sent = Requests.present(request);
        Caller caller = callers.current();
        Invitation invitation = invitation(Requests.visible(caller, site), sent, caller.name());
        refuseToUndo(caller, invitation);
        String token =
                invitations.issue(invitation).orElseThrow(() -> new ProblemException(ProblemKind.TOO_MANY_INVITATIONS));
        commands.append(new Command.Invite(
                invitation.site(), caller.name(), clock.instant(), invitation.sensor(), invitation.until()));
        return new SensorInvitation(invitation.site(), invitation.sensor(), token, invitation.until());
    }

    /** What an admin has revoked comes back by an admin only. */
    private void refuseToUndo(Caller caller, Invitation invitation) {
        boolean isRevoked = sensors.find(invitation.site(), invitation.sensor())
                .filter(EnrolledSensor::isRevoked)
                .isPresent();
        if (isRevoked && !caller.roles().contains(Role.ADMIN)) {
            throw new ProblemException(
                    ProblemKind.ROLE_MISSING,
                    "this sensor was revoked: somebody with the role admin may invite it again");
        }
    }

    private Invitation invitation(SiteId site, InvitationRequest sent, String by) {
        try {
            return new Invitation(
                    site,
                    new SensorId(Requests.present(sent.sensor())),
                    sent.interfaceOrUsual(),
                    by,
                    clock.instant().plus(VALID));
        } catch (IllegalArgumentException wrong) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, wrong.getMessage());
        }
    }
}
