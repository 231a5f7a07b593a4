package io.curfew.collector.index;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Well while the indexer does not wait for the store. Not a part of readiness: a collector that cannot index serves
 * everything else, and starting it again would not help.
 */
@Wellness
@ApplicationScoped
class StoreHealth implements HealthCheck {
    private final IndexRole index;

    StoreHealth(IndexRole index) {
        this.index = index;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("index")
                .status(!index.metrics().isStoreAway())
                .build();
    }
}
