package io.curfew.collector.api;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The way in. Asking for it starts the code flow at Keycloak; whoever comes back is sent on to where they wanted to go.
 */
@Path("/signin")
@Authenticated
public class SignInResource {
    /** Where a session ends, here and at Keycloak; answered by the OpenID Connect client itself. */
    static final String SIGN_OUT = "/signout";

    @GET
    @Operation(hidden = true)
    public Response signIn(@QueryParam("to") @DefaultValue("/") String to) {
        return Response.seeOther(URI.create(isOurs(to) ? to : "/")).build();
    }

    /** True for a path of this server. Anything else would let others send people anywhere after they signed in. */
    static boolean isOurs(String to) {
        try {
            URI uri = new URI(to);
            return uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && to.startsWith("/")
                    && !to.startsWith("//")
                    && to.indexOf('\\') < 0;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
