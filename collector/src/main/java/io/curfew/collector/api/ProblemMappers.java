package io.curfew.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.curfew.collector.kafka.KafkaAwayException;
import io.curfew.collector.store.StoreAwayException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request meets into a problem. An answer never says more of a bug than that there is one. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response refused(WebApplicationException refusal) {
        return refusal instanceof ProblemException
                ? refusal.getResponse()
                : problem(ProblemKind.of(refusal.getResponse().getStatus()));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response notSignedIn() {
        return problem(ProblemKind.NOT_SIGNED_IN);
    }

    @ServerExceptionMapper(ForbiddenException.class)
    public Response roleMissing() {
        return problem(ProblemKind.ROLE_MISSING);
    }

    // Quarkus has a mapper of its own for the second, which is one of the first.
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response malformed(JsonProcessingException malformed) {
        return Problem.of(ProblemKind.MALFORMED_REQUEST, malformed.getOriginalMessage())
                .response();
    }

    // Quarkus has a mapper of its own for it, which answers with nothing.
    @ServerExceptionMapper(InvalidDefinitionException.class)
    public Response unreadable(InvalidDefinitionException bug) {
        return bug(bug);
    }

    @ServerExceptionMapper(StoreAwayException.class)
    public Response storeAway(StoreAwayException away) {
        LOG.warnf("store is away, reason=%s", away.getMessage());
        return problem(ProblemKind.STORE_AWAY);
    }

    @ServerExceptionMapper(KafkaAwayException.class)
    public Response kafkaAway(KafkaAwayException away) {
        LOG.warnf("kafka is away, reason=%s", away.getMessage());
        return problem(ProblemKind.KAFKA_AWAY);
    }

    @ServerExceptionMapper(OIDCException.class)
    public Response signInAway(OIDCException away) {
        LOG.warnf("keycloak is away, reason=%s", away.getMessage());
        return problem(ProblemKind.SIGN_IN_AWAY);
    }

    @ServerExceptionMapper(Exception.class)
    public Response bug(Exception bug) {
        LOG.error("request failed", bug);
        return problem(ProblemKind.INTERNAL);
    }

    private static Response problem(ProblemKind kind) {
        return Problem.of(kind, null).response();
    }
}
