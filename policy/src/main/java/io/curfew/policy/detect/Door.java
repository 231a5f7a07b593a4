package io.curfew.policy.detect;

import io.curfew.events.Transport;
import io.curfew.policy.service.Services;

import java.util.HashMap;
import java.util.Map;

/** What lies behind a TCP port by which one goes from device to device, the gravest last. */
enum Door {
    NONE,
    /** Web pages, by which things are set up: asking one neighbour for one is usual. */
    WEB,
    /** Log-ins and shares. */
    LOGIN,
    /** What malware of the Mirai family tries: telnet, and known holes of routers, recorders and Android. */
    MIRAI;

    private static final int PORTS = 65_536;
    private static final Map<String, Door> BY_SERVICE = byService();

    static Door at(int port) {
        return switch (port) {
            case 80, 81, 88, 443, 8_000, 8_080, 8_081, 8_088, 8_443, 8_888 -> WEB;
            case 22, 135, 139, 445, 2_222, 3_389, 5_900, 5_901, 5_985, 5_986 -> LOGIN;
            case 23, 2_323, 5_555, 7_547, 37_215, 52_869 -> MIRAI;
            default -> NONE;
        };
    }

    /** The same by what the port is called, as {@code telnet}. */
    static Door of(String service) {
        return BY_SERVICE.getOrDefault(service, NONE);
    }

    private static Map<String, Door> byService() {
        Map<String, Door> doors = new HashMap<>();
        for (int port = 0; port < PORTS; port++) {
            Door door = at(port);
            if (door != NONE) {
                doors.put(Services.name(Transport.TCP, port), door);
            }
        }
        return Map.copyOf(doors);
    }
}
