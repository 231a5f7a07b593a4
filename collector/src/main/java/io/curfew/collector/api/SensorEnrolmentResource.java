package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.Invitations;
import io.curfew.collector.kafka.CommandLog;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Command;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

import java.time.Clock;
import java.time.Instant;

/** That a sensor was enrolled. Taken back, all collectors refuse what is sent in its name, whatever signs it. */
@Path("/api/v1/sites/{site}/sensors/{sensor}/enrolment")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Blocking
public class SensorEnrolmentResource {
    private final SensorLog sensors;
    private final Invitations invitations;
    private final CommandLog commands;
    private final Callers callers;
    private final Clock clock;

    SensorEnrolmentResource(
            SensorLog sensors, Invitations invitations, CommandLog commands, Callers callers, Clock clock) {
        this.sensors = sensors;
        this.invitations = invitations;
        this.commands = commands;
        this.callers = callers;
        this.clock = clock;
    }

    @DELETE
    @Operation(summary = "Revokes a sensor: nothing more that is sent in its name is taken, until it is enrolled anew")
    public SensorEnrolment revoke(@RestPath String site, @RestPath String sensor) {
        Caller caller = callers.current();
        EnrolledSensor enrolled = enrolled(Requests.visible(caller, site), sensor);
        EnrolledSensor revoked = enrolled.isRevoked() ? enrolled : revoke(enrolled, caller.name());
        // Whoever still has a token of it must not bring it back; by now no operator makes another.
        invitations.withdraw(enrolled.site(), enrolled.sensor());
        return SensorEnrolment.of(
                revoked, sensors.lastRefusal(revoked.site(), revoked.sensor()).orElse(null));
    }

    private EnrolledSensor revoke(EnrolledSensor enrolled, String by) {
        Instant now = clock.instant();
        EnrolledSensor revoked = enrolled.revoked(by, now);
        // In this order: what is done stands in the trail.
        commands.append(new Command.Revoke(revoked.site(), by, now, revoked.sensor()));
        sensors.write(revoked);
        return revoked;
    }

    private EnrolledSensor enrolled(SiteId site, String sensor) {
        try {
            return sensors.find(site, new SensorId(sensor))
                    .orElseThrow(() ->
                            new ProblemException(ProblemKind.NOT_FOUND, "no sensor of this name was enrolled there"));
        } catch (IllegalArgumentException noSuchName) {
            throw new ProblemException(ProblemKind.NOT_FOUND, noSuchName.getMessage());
        }
    }
}
