package io.curfew.collector.api;

import io.curfew.collector.access.Budgets;
import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.Rate;
import io.github.bucket4j.TimeMeter;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Holds each person and machine to how often they may ask, whichever of their tokens or sessions they ask with. */
class RateFilter {
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SecurityIdentity identity;
    private final Refusals refusals;
    private final Budgets reads;
    private final Budgets writes;
    private final Budgets expensive;

    RateFilter(SecurityIdentity identity, CollectorConfiguration configuration, Refusals refusals) {
        this.identity = identity;
        this.refusals = refusals;
        CollectorConfiguration.Rates rates = configuration.api().rates();
        this.reads = budgets(rates.reads(), rates);
        this.writes = budgets(rates.writes(), rates);
        this.expensive = budgets(rates.expensive(), rates);
    }

    private Budgets budgets(Rate rate, CollectorConfiguration.Rates rates) {
        return new Budgets(rate, rates.mostCounted(), TimeMeter.SYSTEM_NANOTIME, refusals::forgotten);
    }

    @ServerRequestFilter
    public Optional<Response> check(ContainerRequestContext request, ResourceInfo resource) {
        if (identity.isAnonymous()) {
            return Optional.empty();
        }
        Duration wait = budgets(request, resource).take(identity.getPrincipal().getName());
        if (wait.isZero()) {
            return Optional.empty();
        }
        refusals.caller();
        return Optional.of(Problem.of(ProblemKind.TOO_MANY_REQUESTS, null).response(wait));
    }

    private Budgets budgets(ContainerRequestContext request, ResourceInfo resource) {
        if (resource.getResourceClass().isAnnotationPresent(Expensive.class)) {
            return expensive;
        }
        return READING.contains(request.getMethod()) ? reads : writes;
    }
}
