package io.curfew.collector;

import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Part;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;

/** Kafka, OpenSearch and Keycloak for the integration tests: started once, real, empty, gone afterwards. */
public final class RealServers implements QuarkusTestResourceLifecycleManager {
    private static volatile @Nullable LocalStack running;

    /** The servers. */
    public static LocalStack stack() {
        return Objects.requireNonNull(running, "the servers are not started");
    }

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "servers");
            LocalStack stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA, Part.OPENSEARCH, Part.KEYCLOAK));
            running = stack;
            return Map.of(
                    "kafka.bootstrap.servers",
                    stack.kafkaBootstrapServers(),
                    "curfew.opensearch.url",
                    stack.openSearchUrl(),
                    "curfew.state-directory",
                    folder.resolve("streams").toString(),
                    "curfew.correlate.commit-interval",
                    "100ms",
                    "curfew.correlate.rehearsal",
                    "0",
                    "quarkus.oidc.auth-server-url",
                    stack.realmUrl(),
                    "quarkus.oidc.credentials.secret",
                    stack.credentials().of(Credentials.CONSOLE_CLIENT),
                    "quarkus.http.test-port",
                    Integer.toString(stack.collectorPort()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the servers were starting", interrupted);
        }
    }

    @Override
    public void stop() {
        LocalStack stack = running;
        if (stack != null) {
            try {
                stack.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
