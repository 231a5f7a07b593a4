package io.curfew.collector.store;

import io.curfew.events.SiteId;
import io.curfew.policy.Severity;

import java.util.Map;

/**
 * How a site stands.
 *
 * @param site which site
 * @param devices how many devices are known there
 * @param newDevices how many of them are {@linkplain SeenTimes#ofNewAt new}
 * @param quietDevices how many of them are {@linkplain SeenTimes#ofQuietAt quiet}
 * @param openAlerts how many alerts are open; a severity without any may be missing
 */
public record SiteStanding(
        SiteId site, long devices, long newDevices, long quietDevices, Map<Severity, Long> openAlerts) {
    public SiteStanding {
        openAlerts = Map.copyOf(openAlerts);
    }
}
