package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.PolicyDocument;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.kafka.PolicyReplacement;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

import java.time.Clock;

/** The policy. It speaks of all sites in one document, so only those who see all sites may read or replace it. */
@Path("/api/v1/policy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class PolicyResource {
    private final PolicyLog policy;
    private final Callers callers;
    private final PolicySchema schema;
    private final Clock clock;

    PolicyResource(PolicyLog policy, Callers callers, PolicySchema schema, Clock clock) {
        this.policy = policy;
        this.callers = callers;
        this.schema = schema;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The policy in force; version 0 without text before the first")
    @APIResponseSchema(PolicyDocument.class)
    @APIResponse(responseCode = "304", description = "It is still the one of If-None-Match")
    public Response policy(@Context Request request) {
        callerWhoSeesAllSites();
        PolicyDocument document = policy.latest();
        return Conditional.answer(request, tag(document), () -> document);
    }

    @PUT
    @RolesAllowed(Role.ADMIN_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replaces the policy that has the version in If-Match")
    @APIResponseSchema(PolicyDocument.class)
    @APIResponse(
            responseCode = "422",
            description = "The policy has mistakes; the one in force stays in force",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response replace(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, PolicyText text) {
        Caller caller = callerWhoSeesAllSites();
        if (PolicyDocument.BY_FILES.equals(caller.name())) {
            throw new ProblemException(
                    ProblemKind.NAME_TAKEN,
                    "nobody could tell a version of yours from one that files of the policy make");
        }
        long version = version(ifMatch);
        return switch (policy.replace(PolicyText.of(text), caller.name(), version)) {
            case PolicyReplacement.Accepted accepted -> answer(accepted.document());
            case PolicyReplacement.Refused refused ->
                Problem.of(refused.mistakes()).response();
            case PolicyReplacement.Outdated outdated ->
                Problem.of(
                                ProblemKind.POLICY_CHANGED,
                                "version " + outdated.latest().version() + " is the latest")
                        .response();
        };
    }

    @POST
    @Path("/check")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Says what is wrong with a policy and what is probably not meant, and changes nothing")
    public PolicyCheck check(PolicyText text) {
        String checked = PolicyText.of(text);
        // The names of files, and what is in them, speak of all sites.
        boolean seesFiles = callers.current().sites().named().isEmpty();
        return PolicyCheck.of(seesFiles ? policy.check(checked) : policy.checkWithoutFiles(checked), clock.instant());
    }

    @GET
    @Path("/schema")
    @Operation(summary = "The JSON Schema of policies, for editors")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "It is still the one of If-None-Match")
    public Response schema(@Context Request request) {
        return Conditional.answer(request, schema.tag(), schema::text);
    }

    private Caller callerWhoSeesAllSites() {
        Caller caller = callers.current();
        Requests.refuseUnlessAllSites(caller);
        return caller;
    }

    private static Response answer(PolicyDocument document) {
        return Response.ok(document).tag(tag(document)).build();
    }

    private static EntityTag tag(PolicyDocument document) {
        return new EntityTag(Long.toString(document.version()));
    }

    private static long version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new ProblemException(
                    ProblemKind.VERSION_MISSING, "If-Match must bear the ETag of the policy that is to be replaced");
        }
        try {
            return Long.parseLong(ifMatch.strip().replace("\"", ""));
        } catch (NumberFormatException _) {
            throw new ProblemException(ProblemKind.POLICY_CHANGED, "If-Match bears no ETag of a policy");
        }
    }
}
