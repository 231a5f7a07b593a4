package io.curfew.policy;

import java.util.Optional;

/**
 * All that is remembered about one site. Owned by this module; the collector keeps it in Kafka Streams stores, the
 * offline audit in memory. Bounded by its callers: what they evict, they delete here.
 */
public interface SiteMemory {

    Optional<Device> device(DeviceId id);

    void remember(Device device);

    Optional<Alert> alert(String id);

    void remember(Alert alert);
}
