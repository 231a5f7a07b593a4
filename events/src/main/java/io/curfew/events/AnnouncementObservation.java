package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a device says of itself to its segment by mDNS/DNS-SD or SSDP.
 *
 * @param at the message's time
 * @param device who announced it
 * @param protocol {@code mdns} or {@code ssdp}
 * @param name the name announced
 * @param service the service type, such as {@code _http._tcp.local}; absent when the message names none
 * @param model the model said to be; absent when the message names none
 */
public record AnnouncementObservation(
        Instant at,
        Endpoint device,
        String protocol,
        String name,
        @Nullable String service,
        @Nullable String model) implements Observation {}
