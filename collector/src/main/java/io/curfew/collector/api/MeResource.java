package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The caller. Whoever is signed in may ask. */
@Path("/api/v1/me")
@Authenticated
@Blocking
public class MeResource {
    private final Callers callers;

    MeResource(Callers callers) {
        this.callers = callers;
    }

    @GET
    @Operation(summary = "Who is signed in and what they may do")
    public Me me() {
        return Me.of(callers.current());
    }
}
