package io.curfew.stack.part;

import io.curfew.stack.process.Launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Curfew's own service, with the console. */
public record Collector(Setting setting, Credentials credentials) implements Server {
    private static final String SIGNATURES = "CURFEW_SENSORS_SIGNATURES";

    @Override
    public Part part() {
        return Part.COLLECTOR;
    }

    @Override
    public String address() {
        return "http://" + setting.host() + ":" + setting.ports().collector();
    }

    @Override
    public List<Part> needs() {
        return List.of(Part.KAFKA, Part.OPENSEARCH, Part.KEYCLOAK);
    }

    @Override
    public void prepare() {}

    @Override
    public Launch launch() {
        return new Launch(
                JavaCommand.of(
                        part(),
                        setting.state(),
                        flags(),
                        List.of("-jar", setting.programs().collector().toString())),
                JavaCommand.marker(part(), setting.state()),
                Map.ofEntries(
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", new Kafka(setting).address()),
                        Map.entry("CURFEW_OPENSEARCH_URL", new OpenSearch(setting).address()),
                        Map.entry("QUARKUS_OIDC_AUTH_SERVER_URL", new Keycloak(setting, credentials).realmAddress()),
                        Map.entry("QUARKUS_OIDC_CLIENT_ID", Credentials.CONSOLE_CLIENT),
                        Map.entry("QUARKUS_OIDC_CREDENTIALS_SECRET", credentials.of(Credentials.CONSOLE_CLIENT)),
                        Map.entry("QUARKUS_HTTP_HOST", setting.binding().address()),
                        Map.entry(
                                "QUARKUS_HTTP_PORT",
                                Integer.toString(setting.ports().collector())),
                        Map.entry(
                                "CURFEW_STATE_DIRECTORY",
                                folder().resolve("streams").toString()),
                        Map.entry(
                                "CURFEW_POLICY_FILES",
                                setting.state().policyFiles().toString()),
                        Map.entry(SIGNATURES, signatures()),
                        // Compiled by C1 alone, it is warm after a fifth of what C2 takes.
                        Map.entry("CURFEW_CORRELATE_REHEARSAL", "4000"),
                        // Else each start unpacks RocksDB to a new temporary file, which a kill leaves behind.
                        Map.entry("ROCKSDB_SHAREDLIB_DIR", folder().toString()),
                        Map.entry("QUARKUS_LOG_CONSOLE_ENABLED", "false"),
                        Map.entry("QUARKUS_LOG_FILE_ENABLED", "true"),
                        Map.entry("QUARKUS_LOG_FILE_FORMAT", "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p [%c{2.}] %s%e%n"),
                        Map.entry(
                                "QUARKUS_LOG_FILE_PATH",
                                setting.state().log(part()).toString())),
                folder(),
                setting.state().consoleLog(part()));
    }

    @Override
    public boolean answers() {
        return Probe.http(address() + "/q/health/ready");
    }

    /** Whoever reaches Kafka could write for any sensor: then each must sign, unless the person says otherwise. */
    private String signatures() {
        String wished = System.getenv(SIGNATURES);
        if (wished != null) {
            return wished;
        }
        return setting.binding().isOutOfReach() ? "enrolled" : "required";
    }

    /** A cache that does not fit the virtual machine or the jars is left aside by it. */
    private List<String> flags() {
        Path cache = setting.programs().collectorCache();
        return Files.exists(cache)
                ? List.of(JavaCommand.QUICK_START, "-Xms32m", "-Xmx160m", "-XX:AOTCache=" + cache)
                : List.of(JavaCommand.QUICK_START, "-Xms32m", "-Xmx160m");
    }

    private Path folder() {
        return setting.state().data(part());
    }
}
