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
    private static volatile @Nullable Path policyFiles;

    /** The servers. */
    public static LocalStack stack() {
        return Objects.requireNonNull(running, "the servers are not started");
    }

    /** Where the files lie that a policy may name. */
    public static Path policyFiles() {
        return Objects.requireNonNull(policyFiles, "the servers are not started");
    }

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "servers");
            LocalStack stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA, Part.OPENSEARCH, Part.KEYCLOAK));
            running = stack;
            Path files = Files.createDirectories(folder.resolve("policy"));
            policyFiles = files;
            return Map.ofEntries(
                    Map.entry("curfew.policy.files", files.toString()),
                    Map.entry("kafka.bootstrap.servers", stack.kafkaBootstrapServers()),
                    Map.entry("curfew.opensearch.url", stack.openSearchUrl()),
                    Map.entry(
                            "curfew.state-directory", folder.resolve("streams").toString()),
                    Map.entry("curfew.correlate.commit-interval", "100ms"),
                    Map.entry("curfew.correlate.rehearsal", "0"),
                    Map.entry("quarkus.oidc.auth-server-url", stack.realmUrl()),
                    Map.entry(
                            "quarkus.oidc.credentials.secret",
                            stack.credentials().of(Credentials.CONSOLE_CLIENT)),
                    Map.entry("quarkus.http.test-port", Integer.toString(stack.collectorPort())),
                    // A channel to be tried: nobody is there, and no rule of the name is told of.
                    Map.entry("curfew.notifications.channels.phone.kind", "webhook"),
                    Map.entry("curfew.notifications.channels.phone.target", "http://127.0.0.1:1/key-1"),
                    Map.entry("curfew.notifications.channels.phone.rules", "none"));
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
