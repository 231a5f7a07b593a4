package io.curfew.collector.access;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

/**
 * Keeps the tokens of people's sessions in memory, so that their browsers hold nothing but a random name. Holds at most
 * {@code curfew.api.most-sessions}: who was idle longest must sign in again, and is counted. A restart ends all
 * sessions; Keycloak's own makes the next sign-in silent.
 */
@Alternative
@Priority(1)
@Singleton
public class SessionTokens implements TokenStateManager {
    private static final int NAME_BYTES = 32;

    private final Sessions<AuthorizationCodeTokens> sessions;
    private final SignOuts signOuts;
    private final SecureRandom random = new SecureRandom();

    SessionTokens(CollectorConfiguration configuration, Clock clock, MeterRegistry registry, SignOuts signOuts) {
        this.signOuts = signOuts;
        Counter evicted = Counter.builder("curfew.api.sessions.evicted")
                .description("Sessions ended to make room. Growing: raise curfew.api.most-sessions.")
                .register(registry);
        this.sessions = new Sessions<>(
                configuration.api().mostSessions(), configuration.api().sessionIdle(), clock, evicted::increment);
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext request,
            OidcTenantConfig tenant,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> context) {
        byte[] octets = new byte[NAME_BYTES];
        random.nextBytes(octets);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        sessions.put(name, tokens);
        return Uni.createFrom().item(name);
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext request,
            OidcTenantConfig tenant,
            String name,
            OidcRequestContext<AuthorizationCodeTokens> context) {
        return sessions.get(name)
                .map(tokens -> Uni.createFrom().item(tokens))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException("the session has ended")));
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext request, OidcTenantConfig tenant, String name, OidcRequestContext<Void> context) {
        sessions.remove(name).ifPresent(tokens -> {
            signOuts.ended(tokens.getIdToken());
            signOuts.ended(tokens.getAccessToken());
        });
        return Uni.createFrom().voidItem();
    }
}
