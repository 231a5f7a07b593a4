package io.curfew.stack.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build leaves the programs: folders under the repository's root. */
public record Programs(Path root) {
    /** The system property that tells the root where it is not above the current folder. */
    public static final String ROOT_PROPERTY = "curfew.root";

    public Programs {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The root that the system property tells, else the nearest folder from here upward that has the servers' modules.
     */
    public static Programs find() {
        String told = System.getProperty(ROOT_PROPERTY);
        if (told != null) {
            return new Programs(Path.of(told));
        }
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("deploy/servers")))
                .findFirst()
                .map(Programs::new)
                .orElseThrow(() -> new IllegalStateException(
                        "neither " + here + " nor a folder above it is Curfew's; set -D" + ROOT_PROPERTY));
    }

    public Path kafka() {
        return root.resolve("deploy/servers/kafka/target/server");
    }

    public Path openSearch() {
        return root.resolve("deploy/servers/opensearch/target/server");
    }

    /** The folder that Keycloak's build leaves. */
    public Path keycloakServer() {
        return root.resolve("deploy/servers/keycloak/target/server");
    }

    /** Keycloak's own distribution, the one folder in there; it bears its version. */
    public Path keycloak() {
        Path server = keycloakServer();
        try (Stream<Path> folders = Files.list(server)) {
            List<Path> found = folders.filter(folder -> Files.exists(folder.resolve("lib/quarkus-run.jar")))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException(server + " must hold one Keycloak, holds " + found);
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(server + " is not built: ./mvnw -pl deploy/stack -am package", e);
        }
    }

    /** The folder with the sensor's jars. */
    public Path sensor() {
        return root.resolve("sensor/target/app");
    }

    /** The folder with the demo's policy and recordings. */
    public Path demo() {
        return root.resolve("deploy/demo");
    }

    /** What the virtual machine knows of the collector beforehand; absent where nobody made it. */
    public Path collectorCache() {
        return root.resolve("collector/target/curfew-collector.aot");
    }

    public Path collector() {
        return root.resolve("collector/target/quarkus-app/quarkus-run.jar");
    }
}
