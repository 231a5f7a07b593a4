package io.curfew.collector.store;

import io.curfew.events.Transport;
import io.curfew.policy.service.PortRange;
import io.curfew.policy.service.Services;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What goes by the name of a service: the other way round than {@link Services#name}.
 *
 * @param transport what carries it
 * @param first the first of the ports that are asked for; 0 where the transport has none
 * @param last the last of them
 */
public record ServicePorts(Transport transport, int first, int last) {
    private static final int LAST_PORT = 65_535;

    /** What goes by this name; nothing when the name says nothing. */
    public static List<ServicePorts> of(String service) {
        List<PortRange> known = Services.ports(service);
        if (known == null) {
            return numbered(service);
        }
        List<ServicePorts> ports = new ArrayList<>();
        for (PortRange range : known) {
            Transport transport = range.transport();
            if (transport != null) {
                ServicePorts candidate = new ServicePorts(transport, range.first(), range.last());
                if (candidate.isAll() || Services.name(transport, range.first()).equals(service)) {
                    ports.add(candidate);
                }
            }
        }
        return ports;
    }

    /** True when every port is meant, and what has none. */
    public boolean isAll() {
        return first == 0 && last == LAST_PORT;
    }

    private static List<ServicePorts> numbered(String service) {
        int slash = service.indexOf('/');
        return Arrays.stream(Transport.values())
                .filter(transport -> slash > 0 && transport.text().equals(service.substring(0, slash)))
                .flatMap(transport -> numbered(transport, service.substring(slash + 1)).stream())
                .toList();
    }

    private static List<ServicePorts> numbered(Transport transport, String number) {
        try {
            int port = Integer.parseInt(number);
            return port < 0 || port > LAST_PORT ? List.of() : List.of(new ServicePorts(transport, port, port));
        } catch (NumberFormatException _) {
            return List.of();
        }
    }
}
