package io.curfew.collector.api;

import io.curfew.collector.store.SensorStatus;
import io.curfew.events.SiteId;

/**
 * That a sensor said something new of itself.
 *
 * @param site where it is
 * @param sensor what it said
 */
public record SensorNews(SiteId site, SiteSummary.Sensor sensor) {
    static SensorNews of(SensorStatus status) {
        return new SensorNews(status.site(), SiteSummary.sensor(status));
    }
}
