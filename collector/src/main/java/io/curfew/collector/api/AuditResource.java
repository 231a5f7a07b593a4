package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.Role;
import io.curfew.collector.store.View;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people decided at the caller's sites; changes of the policy for those who see all sites. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AUDITOR_NAME, Role.ADMIN_NAME})
@Blocking
public class AuditResource {
    private final View view;
    private final Callers callers;

    AuditResource(View view, Callers callers) {
        this.view = view;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "Who decided what, the latest first")
    public AuditPage audit(@BeanParam AuditParameters parameters) {
        return AuditPage.of(view.audit(parameters.query(callers.current().sites())));
    }
}
