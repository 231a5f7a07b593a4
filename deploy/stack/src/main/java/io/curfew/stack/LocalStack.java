package io.curfew.stack;

import io.curfew.stack.part.Binding;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Kafka;
import io.curfew.stack.part.Keycloak;
import io.curfew.stack.part.OpenSearch;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Ports;
import io.curfew.stack.part.Programs;
import io.curfew.stack.part.Server;
import io.curfew.stack.part.Setting;
import io.curfew.stack.part.StateFolder;
import io.curfew.stack.process.RecordedProcess;
import io.curfew.stack.process.Watchdog;
import io.curfew.stack.supervision.Servers;
import io.curfew.stack.supervision.Stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The servers for integration tests: real ones, on free loopback ports, with the topics and the realm that the stack
 * has. They end when it is closed, and in any case with the virtual machine that started them. A later one on the same
 * folder finds the data of the earlier.
 */
public final class LocalStack implements AutoCloseable {
    private final Setting setting;
    private final Credentials credentials;
    private final Watchdog watchdog;
    private final List<Server> servers;

    private LocalStack(Setting setting, Credentials credentials, Watchdog watchdog, List<Server> servers) {
        this.setting = setting;
        this.credentials = credentials;
        this.watchdog = watchdog;
        this.servers = servers;
    }

    /** Starts the parts, all but the collector, and returns when they answer. */
    public static LocalStack start(Path stateFolder, Set<Part> parts) throws IOException, InterruptedException {
        if (parts.contains(Part.COLLECTOR)) {
            throw new IllegalArgumentException("the collector is what the tests of this stack start themselves");
        }
        StateFolder state = new StateFolder(stateFolder);
        state.create();
        Setting setting = new Setting(Programs.find(), state, Ports.free(), Binding.LOOPBACK, true);
        Credentials credentials = Credentials.keptIn(state.credentials());
        List<Server> servers = Servers.of(setting, credentials, parts);
        LocalStack stack = new LocalStack(setting, credentials, Watchdog.start(), servers);
        try {
            stack.start(parts);
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.watchdog.close();
            throw e;
        }
        return stack;
    }

    /** Where the broker is, as Kafka's {@code bootstrap.servers} has it. */
    public String kafkaBootstrapServers() {
        return new Kafka(setting).address();
    }

    public String openSearchUrl() {
        return new OpenSearch(setting).address();
    }

    /** Keycloak's root; its realm is at {@link #realmUrl}. */
    public String keycloakUrl() {
        return new Keycloak(setting, credentials).address();
    }

    /** The issuer of the realm's tokens. */
    public String realmUrl() {
        return new Keycloak(setting, credentials).realmAddress();
    }

    /**
     * The free port that the realm expects the console at: a test that signs in with a browser runs its collector
     * there.
     */
    public int collectorPort() {
        return setting.ports().collector();
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Starts parts again that were stopped, at the same address. */
    public void start(Collection<Part> parts) throws IOException, InterruptedException {
        stack(parts).start();
    }

    /** Stops parts; the rest goes on. */
    public void stop(Collection<Part> parts) throws IOException, InterruptedException {
        stack(parts).stop();
    }

    private Stack stack(Collection<Part> parts) {
        return new Stack(
                setting.state(),
                servers.stream().filter(server -> parts.contains(server.part())).toList(),
                new Watched(watchdog));
    }

    /** Stops all of it and waits until it has ended. */
    @Override
    public void close() throws IOException {
        try {
            stop(EnumSet.allOf(Part.class));
            watchdog.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the servers were stopping; they end with this program", e);
        }
    }

    private record Watched(Watchdog watchdog) implements Stack.Progress {
        @Override
        public void started(Part part, RecordedProcess process) throws IOException {
            watchdog.watch(process);
        }

        @Override
        public void answers(Part part, boolean fresh, Duration after) {}

        @Override
        public void stopped(Part part, boolean clean, Duration after) {}
    }
}
