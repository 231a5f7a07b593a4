package io.curfew.collector.api;

import io.curfew.collector.access.Budgets;
import io.curfew.collector.access.ClientAddresses;
import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.events.IpAddress;
import io.github.bucket4j.TimeMeter;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.Optional;

/**
 * Stands before everything that the collector serves: sends away who comes from outside of the allowed networks, and
 * which address asks too often. {@code /q/health} alone is answered to everybody, since whoever looks after the process
 * asks from anywhere; it says nothing of sites.
 */
@Singleton
class ClientGate {
    private static final int BEFORE_ALL = -10_000;
    private static final String HEALTH = "/q/health";
    private static final String A_YEAR_OF_TLS = "max-age=31536000; includeSubDomains";

    private final ClientAddresses addresses;
    private final Budgets budgets;
    private final Refusals refusals;
    private final RoutedProblems problems;

    ClientGate(
            ClientAddresses addresses,
            CollectorConfiguration configuration,
            Refusals refusals,
            RoutedProblems problems) {
        this.addresses = addresses;
        this.refusals = refusals;
        this.problems = problems;
        CollectorConfiguration.Rates rates = configuration.api().rates();
        this.budgets =
                new Budgets(rates.address(), rates.mostCounted(), TimeMeter.SYSTEM_NANOTIME, refusals::forgotten);
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_ALL).handler(this::check);
    }

    private void check(RoutingContext request) {
        if ("https".equals(request.request().scheme())) {
            request.response().putHeader("Strict-Transport-Security", A_YEAR_OF_TLS);
        }
        String path = request.normalizedPath();
        if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            request.next();
            return;
        }
        Optional<IpAddress> client = addresses.of(request.request());
        if (!addresses.isAllowed(client)) {
            refusals.network();
            problems.answer(request, Problem.of(ProblemKind.NETWORK_NOT_ALLOWED, detail(client)));
            return;
        }
        IpAddress counted = client.orElseGet(() -> ClientAddresses.peer(request.request()));
        Duration wait = path.startsWith("/api/") ? budgets.take(counted.toString()) : Duration.ZERO;
        if (wait.isZero()) {
            request.next();
        } else {
            refusals.address();
            problems.answer(request, Problem.of(ProblemKind.TOO_MANY_REQUESTS, null), wait);
        }
    }

    private static String detail(Optional<IpAddress> client) {
        return client.map(address -> address + " is in none of the networks of curfew.api.allowed-networks")
                .orElse("the proxy does not say for whom it asks");
    }
}
