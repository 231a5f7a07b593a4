package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.kafka.PolicyDocument;
import io.curfew.collector.kafka.PolicyVersions;
import io.curfew.collector.store.Cursor;
import io.curfew.collector.store.PageRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The policies that were ever in force. Each speaks of all sites, so only those who see all sites may read them. */
@Path("/api/v1/policy/versions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER_NAME, Role.OPERATOR_NAME, Role.ADMIN_NAME})
@Blocking
public class PolicyVersionsResource {
    private final PolicyVersions versions;
    private final Callers callers;

    PolicyVersionsResource(PolicyVersions versions, Callers callers) {
        this.versions = versions;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "Who put which policy in force, and when, the latest first")
    public PolicyVersionPage versions(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Parameters.DEFAULT_LIMIT) String limit) {
        Requests.refuseUnlessAllSites(callers.current());
        PageRequest page = Parameters.page(cursor, limit, 1);
        Cursor after = page.after();
        Long before =
                after == null ? null : Parameters.number("cursor", after.key().getFirst());
        return PolicyVersionPage.of(versions.latest(before, page.limit() + 1), page.limit(), versions.count());
    }

    @GET
    @Path("/{version}")
    @Operation(summary = "One policy as it was written; PUT its text to put it in force again")
    public PolicyDocument version(@RestPath String version) {
        Requests.refuseUnlessAllSites(callers.current());
        try {
            return versions.version(Long.parseLong(version))
                    .orElseThrow(() -> new ProblemException(ProblemKind.NOT_FOUND));
        } catch (NumberFormatException _) {
            throw new ProblemException(ProblemKind.NOT_FOUND);
        }
    }
}
