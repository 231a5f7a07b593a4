package io.curfew.stack.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** The ports that the parts listen on. All differ. */
public record Ports(
        int collector, int keycloak, int keycloakManagement, int openSearch, int kafka, int kafkaController) {
    public static final int DEFAULT_BASE = 7480;
    private static final int COUNT = 6;

    public Ports {
        List<Integer> all = List.of(collector, keycloak, keycloakManagement, openSearch, kafka, kafkaController);
        all.forEach(port -> {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port must be 1..65535, was " + port);
            }
        });
        if (all.stream().distinct().count() != COUNT) {
            throw new IllegalArgumentException("ports must differ, were " + all);
        }
    }

    /** The six ports from {@code base} on. */
    public static Ports from(int base) {
        if (base < 1 || base > 65535 - COUNT + 1) {
            throw new IllegalArgumentException("the first port must be 1.." + (65535 - COUNT + 1) + ", was " + base);
        }
        return new Ports(base, base + 1, base + 2, base + 3, base + 4, base + 5);
    }

    /** Every port that the part listens on. */
    public List<Integer> of(Part part) {
        return switch (part) {
            case KAFKA -> List.of(kafka, kafkaController);
            case OPENSEARCH -> List.of(openSearch);
            case KEYCLOAK -> List.of(keycloak, keycloakManagement);
            case COLLECTOR -> List.of(collector);
        };
    }

    /** Six loopback ports that nobody listens on now. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
