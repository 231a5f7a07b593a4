package io.curfew.policy;

import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a device did with one peer by one service in an hour. What arrives after the hour was told of comes as a further
 * part of it: the sum of all parts counts everything once.
 *
 * @param site where
 * @param number numbers the site's parts, each of which is told of once; the first one goes by the site's time, so that
 *     none comes again where all was forgotten
 * @param hour when the hour begins
 * @param device the device that acted; absent when it is none of the site
 * @param zone the zone of the device, or of the one that was asked; absent when no zone holds it
 * @param responderDevice the device that was asked; absent when it is none of the site
 * @param responderZone the zone of the one that was asked; absent when no zone holds it, and for questions
 * @param peer the other end: its name, else its address, the device's id where it is one of the site, or the name that
 *     was asked for; absent for the rest of what was too much to be kept apart
 * @param service what for, as {@code https} or {@code tcp/8883}; the transport alone for the rest
 * @param act {@code flow} or {@code question}
 * @param verdict {@code allowed}, {@code violation} or {@code unjudged}
 * @param rule the rule that says so; absent when none does
 * @param count flows that were first told of in this hour, or questions
 * @param attempts how flows went that ended in this hour, or questions
 * @param initiatorBytes IP bytes that the initiators sent
 * @param responderBytes IP bytes that the responders sent
 * @param first the first of it
 * @param last the last of it
 */
public record TrafficHour(
        SiteId site,
        long number,
        Instant hour,
        @Nullable DeviceId device,
        @Nullable String zone,
        @Nullable DeviceId responderDevice,
        @Nullable String responderZone,
        @Nullable String peer,
        String service,
        String act,
        String verdict,
        @Nullable String rule,
        long count,
        Attempts attempts,
        long initiatorBytes,
        long responderBytes,
        Instant first,
        Instant last) {}
