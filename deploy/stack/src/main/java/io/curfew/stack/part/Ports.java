package io.curfew.stack.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The ports that the parts listen on. All differ. */
public record Ports(
        int collector, int keycloak, int keycloakManagement, int openSearch, int kafka, int kafkaController) {
    public static final int DEFAULT_BASE = 7480;
    private static final int COUNT = 6;
    private static final int FIRST_FREE = 20_000;
    private static final int LAST_FREE = 32_000;

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

    /**
     * Six loopback ports in a row that nobody listens on now. They lie below those that systems hand out to whoever
     * asks for any, so that a part which is stopped finds its port free when it starts again.
     */
    public static Ports free() {
        return new SplittableRandom()
                .ints(FIRST_FREE, LAST_FREE)
                .limit(LAST_FREE - FIRST_FREE)
                .filter(base -> IntStream.range(base, base + COUNT).allMatch(Ports::isFree))
                .mapToObj(Ports::from)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no " + COUNT + " free ports in a row from " + FIRST_FREE + " to " + LAST_FREE));
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
