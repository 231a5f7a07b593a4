package io.curfew.collector.api;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Lets nothing be changed by pages of other sites: what a browser says of where a request comes from must be this
 * server. Who asks with a session must say it, as every browser does. Programs say nothing, bring no session and pass:
 * no page can make a browser send a token.
 */
class SameOriginFilter {
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String SESSION = "q_session";
    private static final Set<String> OURS = Set.of("same-origin", "none");

    @ServerRequestFilter
    public Optional<Response> check(ContainerRequestContext request) {
        return READING.contains(request.getMethod()) || isOfOurs(request)
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemKind.CROSS_SITE_REQUEST, null).response());
    }

    private static boolean isOfOurs(ContainerRequestContext request) {
        String fetchSite = request.getHeaderString("Sec-Fetch-Site");
        String origin = request.getHeaderString("Origin");
        if (fetchSite == null && origin == null) {
            return request.getCookies().keySet().stream().noneMatch(name -> name.startsWith(SESSION));
        }
        return isFetchOfOurs(fetchSite) && isOriginOfOurs(origin, request.getHeaderString(HttpHeaders.HOST));
    }

    private static boolean isFetchOfOurs(@Nullable String fetchSite) {
        return fetchSite == null || OURS.contains(fetchSite);
    }

    private static boolean isOriginOfOurs(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
