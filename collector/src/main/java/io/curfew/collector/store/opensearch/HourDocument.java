package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.TrafficHour;
import org.jspecify.annotations.Nullable;

/**
 * An hour as it is stored.
 *
 * @param hour all that is known of it
 * @param actor the device that acted, with its site: devices of many sites are counted by one field, as the same id is
 *     another device elsewhere; absent when none acted
 */
record HourDocument(
        @JsonUnwrapped TrafficHour hour, @Nullable String actor) {
    private static final char BETWEEN = '/';

    static HourDocument of(TrafficHour hour) {
        DeviceId device = hour.device();
        return new HourDocument(hour, device == null ? null : actor(hour.site(), device));
    }

    static String actor(SiteId site, DeviceId device) {
        return site.value() + BETWEEN + device.value();
    }

    /** The site of an actor. */
    static SiteId siteOf(String actor) {
        return new SiteId(actor.substring(0, actor.indexOf(BETWEEN)));
    }

    /** The device of an actor. */
    static DeviceId deviceOf(String actor) {
        return new DeviceId(actor.substring(actor.indexOf(BETWEEN) + 1));
    }
}
