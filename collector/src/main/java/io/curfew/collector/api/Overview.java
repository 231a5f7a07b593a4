package io.curfew.collector.api;

import io.curfew.collector.store.SensorTrouble;
import io.curfew.collector.store.SiteStanding;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Sites at a glance, by id.
 *
 * @param at when it was so
 * @param sites the sites
 */
public record Overview(Instant at, List<SiteAtAGlance> sites) {

    /**
     * A site at a glance.
     *
     * @param id names it
     * @param name how people call it; its id when the policy does not know it
     * @param devices how many devices are known there
     * @param newDevices how many of them were not there a day ago
     * @param quietDevices how many of them nobody saw for a day, but in the week before
     * @param openAlerts how many alerts are open
     * @param sensors how many sensors reported once
     * @param troubled how many of them have a trouble
     * @param silent how many of them say nothing any more
     * @param coverage the share of the last 24 h, 0 to 1, in which the sensor reported that reported least; absent
     *     without a sensor
     */
    public record SiteAtAGlance(
            SiteId id,
            String name,
            long devices,
            long newDevices,
            long quietDevices,
            OpenAlertCounts openAlerts,
            long sensors,
            long troubled,
            long silent,
            @Nullable Double coverage) {
        static SiteAtAGlance of(SiteId id, String name, @Nullable SiteStanding standing, List<FleetSensor> sensors) {
            return new SiteAtAGlance(
                    id,
                    name,
                    standing == null ? 0 : standing.devices(),
                    standing == null ? 0 : standing.newDevices(),
                    standing == null ? 0 : standing.quietDevices(),
                    OpenAlertCounts.of(standing),
                    sensors.size(),
                    sensors.stream()
                            .filter(sensor -> !sensor.troubles().isEmpty())
                            .count(),
                    sensors.stream()
                            .filter(sensor -> sensor.troubles().contains(SensorTrouble.SILENT))
                            .count(),
                    sensors.stream()
                            .map(FleetSensor::coverage)
                            .min(Double::compare)
                            .orElse(null));
        }
    }
}
