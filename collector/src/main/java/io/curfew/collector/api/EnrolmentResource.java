package io.curfew.collector.api;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.Invitation;
import io.curfew.collector.enrolment.Invitations;
import io.curfew.collector.enrolment.SensorText;
import io.curfew.collector.kafka.CommandLog;
import io.curfew.collector.kafka.KafkaAwayException;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.events.wire.SensorKey;
import io.curfew.policy.Command;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

import java.time.Clock;
import java.time.Instant;

/**
 * Gives an invited sensor its configuration, and from then on takes in its name only what its key has signed. The token
 * is all that it needs to be let in, and is used up by it.
 */
@Path("/api/v1/enrolment")
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@Blocking
public class EnrolmentResource {
    private final Invitations invitations;
    private final SensorText texts;
    private final PolicyLog policy;
    private final CommandLog commands;
    private final SensorLog sensors;
    private final SignatureDemand demand;
    private final Clock clock;

    EnrolmentResource(
            Invitations invitations,
            SensorText texts,
            PolicyLog policy,
            CommandLog commands,
            SensorLog sensors,
            CollectorConfiguration configuration,
            Clock clock) {
        this.invitations = invitations;
        this.texts = texts;
        this.policy = policy;
        this.commands = commands;
        this.sensors = sensors;
        this.demand = configuration.sensors().signatures();
        this.clock = clock;
    }

    @POST
    @Produces("application/yaml")
    @Operation(summary = "The sensor.yaml of an invited sensor, once for each token")
    public String enrol(TokenRequest request) {
        TokenRequest sent = Requests.present(request);
        String token = Requests.present(sent.token());
        SensorKey key = sent.key();
        if (key == null && demand == SignatureDemand.REQUIRED) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_REQUEST,
                    "publicKey is missing, and only what is signed is taken here: curfew-sensor enrol makes a key");
        }
        Invitation invitation = invitations
                .redeem(token)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_SIGNED_IN,
                        "the token was used, has ended, or was never issued: ask for another"));
        try {
            Instant now = clock.instant();
            commands.append(new Command.Enrol(invitation.site(), invitation.by(), now, invitation.sensor()));
            // Before the sensor has its configuration: what it signs is never too early.
            sensors.write(EnrolledSensor.of(invitation, key, now));
        } catch (KafkaAwayException away) {
            invitations.giveBack(token, invitation);
            throw away;
        }
        return texts.of(
                invitation, policy.current().policy().site(invitation.site()).orElse(null));
    }
}
