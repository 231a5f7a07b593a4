package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a device says of itself to its segment by mDNS/DNS-SD (RFC 6762, RFC 6763), LLMNR (RFC 4795) or SSDP. A sensor
 * repeats the same device, protocol, name, service, model and host once an hour at most.
 *
 * @param at the message's time
 * @param device who announced it
 * @param protocol {@code mdns}, {@code llmnr} or {@code ssdp}
 * @param name mDNS: the service instance's name, such as {@code Vacuum} of {@code Vacuum._http._tcp.local}, else the
 *     host's; LLMNR: the host's name; SSDP: the USN up to its {@code ::}, such as {@code uuid:...}
 * @param service the service type, such as {@code _http._tcp.local}, or SSDP's notification type; absent when the
 *     message names none
 * @param model the model said to be, SSDP's SERVER; absent when the message names none
 * @param host the name of the host that gives the service; absent when the message names none
 * @param port the port of the service; absent when the message names none
 * @param addresses where the service or host is said to be found; of SSDP, where its description lies
 * @param vlanIds 802.1Q tags, outermost first
 */
public record AnnouncementObservation(
        Instant at,
        Endpoint device,
        String protocol,
        String name,
        @Nullable String service,
        @Nullable String model,
        @Nullable DomainName host,
        @Nullable Integer port,
        List<IpAddress> addresses,
        List<Integer> vlanIds)
        implements Observation {

    public AnnouncementObservation {
        addresses = List.copyOf(addresses);
        vlanIds = List.copyOf(vlanIds);
    }

    /** An announcement in a frame without tags that does not say where the service is. */
    public AnnouncementObservation(
            Instant at,
            Endpoint device,
            String protocol,
            String name,
            @Nullable String service,
            @Nullable String model) {
        this(at, device, protocol, name, service, model, null, null, List.of(), List.of());
    }
}
