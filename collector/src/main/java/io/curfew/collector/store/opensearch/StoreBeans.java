package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.CollectorConfiguration.Keep;
import io.curfew.collector.configuration.CollectorConfiguration.OpenSearch;
import io.curfew.collector.configuration.CollectorConfiguration.Traffic;
import io.curfew.collector.store.KeepingTimes;
import io.curfew.collector.store.TrafficLimits;
import io.curfew.collector.store.View;
import io.curfew.collector.store.ViewIdentity;
import io.curfew.collector.store.ViewRetention;
import io.curfew.collector.store.ViewWriter;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.List;

/** Puts the store together as it is configured. */
final class StoreBeans {

    @Produces
    @Singleton
    Server server(CollectorConfiguration configuration, ObjectMapper json) {
        OpenSearch settings = configuration.opensearch();
        Server.Credentials credentials = settings.username()
                .map(user -> new Server.Credentials(user, settings.password().orElse("")))
                .orElse(null);
        return Server.at(settings.url(), credentials, settings.timeout(), json);
    }

    void close(@Disposes Server server) {
        server.close();
    }

    @Produces
    @Singleton
    View view(Server server) {
        return new OpenSearchView(server);
    }

    @Produces
    @Singleton
    ViewWriter writer(Server server, CollectorConfiguration configuration) {
        return new OpenSearchViewWriter(server, times(configuration), Clock.systemUTC());
    }

    @Produces
    @Singleton
    ViewIdentity identity(Server server) {
        return new OpenSearchViewIdentity(server);
    }

    @Produces
    @Singleton
    ViewRetention retention(Server server, CollectorConfiguration configuration) {
        Traffic settings = configuration.traffic();
        TrafficLimits limits = new TrafficLimits(
                settings.keep(),
                settings.mostSize().asLongValue(),
                settings.rollAfter(),
                settings.rollAtSize().asLongValue());
        BelievedTime time = new BelievedTime(server, limits.rollAfter(), Clock.systemUTC(), System::nanoTime);
        return new ViewLimits(
                List.of(new Retention(server, limits, time), new Expiry(server, times(configuration), time)));
    }

    private static KeepingTimes times(CollectorConfiguration configuration) {
        Keep keep = configuration.keep();
        return new KeepingTimes(keep.hours(), keep.alerts(), keep.audit(), keep.devices());
    }
}
