package io.curfew.stack.part;

import io.curfew.stack.process.Launch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What the parts are started with. */
class LaunchesTest {
    private static final Credentials CREDENTIALS = Credentials.generate(new SecureRandom());

    @TempDir
    private Path folder = Path.of("");

    private Setting setting = Setting.onLoopback(new Programs(folder), new StateFolder(folder), Ports.from(7480));

    @BeforeEach
    void makeTheFolders() throws IOException {
        StateFolder state = new StateFolder(folder.resolve("state"));
        state.create();
        Files.createDirectories(folder.resolve("deploy/servers/keycloak/target/server/keycloak-26.7.3/lib"));
        Files.createFile(folder.resolve("deploy/servers/keycloak/target/server/keycloak-26.7.3/lib/quarkus-run.jar"));
        setting = Setting.onLoopback(new Programs(folder), state, Ports.from(7480));
    }

    @Test
    void everyPartBearsAMarkerOfItsOwnFolder() {
        assertThat(List.of(new Kafka(setting), new OpenSearch(setting), keycloak(), collector()))
                .allSatisfy(server -> assertThat(server.launch().command())
                        .contains(Server.MARKER + server.part().id() + "@" + folder.resolve("state")));
    }

    @Test
    void everyPartKeepsItsHeapSmall() {
        assertThat(new Kafka(setting).launch().command()).contains("-Xmx256m", "-XX:+UseSerialGC");
        assertThat(new OpenSearch(setting).launch().command()).contains("-Xmx512m", "-XX:+UseSerialGC");
        assertThat(keycloak().launch().command()).contains("-Xmx384m", "-XX:MaxMetaspaceSize=256m");
        assertThat(collector().launch().command()).contains("-Xmx160m", "-XX:+UseSerialGC");
    }

    @Test
    void kafkaListensOnLoopbackAndTellsClientsSo() throws IOException {
        new Kafka(setting).prepare();

        assertThat(Files.readAllLines(setting.state().data(Part.KAFKA).resolve("server.properties")))
                .contains(
                        "listeners=PLAINTEXT://127.0.0.1:7484,CONTROLLER://127.0.0.1:7485",
                        "advertised.listeners=PLAINTEXT://127.0.0.1:7484",
                        "auto.create.topics.enable=false");
    }

    @Test
    void openSearchStaysOnLoopbackWhateverTheOthersBindTo() {
        Setting open = new Setting(
                setting.programs(), setting.state(), setting.ports(), new Binding("0.0.0.0", "192.0.2.10"), false);

        assertThat(new OpenSearch(open).launch().command())
                .contains("127.0.0.1")
                .doesNotContain("0.0.0.0");
        assertThat(new Kafka(open).address()).isEqualTo("192.0.2.10:7484");
    }

    @Test
    void aVersion6AddressIsWrittenAsAddressesWithPortsAre() throws IOException {
        setting = new Setting(setting.programs(), setting.state(), setting.ports(), new Binding("::1", "[::1]"), false);

        new Kafka(setting).prepare();

        assertThat(Files.readAllLines(setting.state().data(Part.KAFKA).resolve("server.properties")))
                .contains(
                        "listeners=PLAINTEXT://[::1]:7484,CONTROLLER://127.0.0.1:7485",
                        "advertised.listeners=PLAINTEXT://[::1]:7484");
        assertThat(collector().address()).isEqualTo("http://[::1]:7480");
        assertThat(keycloak().launch().command()).contains("--http-host=::1");
    }

    @Test
    void keycloakFindsTheRealmAndTheProgramsInItsHome() throws IOException {
        keycloak().prepare();

        Path home = setting.state().data(Part.KEYCLOAK);
        assertThat(home.resolve("data/import/curfew-realm.json")).content().contains("\"realm\": \"curfew\"");
        assertThat(home.resolve("lib/quarkus-run.jar")).exists();
    }

    @Test
    void noSecretStandsOnACommandLine() {
        for (Launch launch : List.of(keycloak().launch(), collector().launch())) {
            assertThat(launch.command())
                    .noneMatch(
                            argument -> CREDENTIALS.secrets().values().stream().anyMatch(argument::contains));
        }
    }

    @Test
    void theCollectorIsToldWhereTheOthersAre() {
        assertThat(collector().launch().environment())
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:7484")
                .containsEntry("CURFEW_OPENSEARCH_URL", "http://127.0.0.1:7483")
                .containsEntry("QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:7481/realms/curfew")
                .containsEntry("QUARKUS_OIDC_CREDENTIALS_SECRET", CREDENTIALS.of(Credentials.CONSOLE_CLIENT))
                .containsEntry("QUARKUS_HTTP_PORT", "7480");
    }

    @Test
    void aKilledCollectorLeavesItsNativeLibraryWhereTheNextOneFindsIt() {
        assertThat(collector().launch().environment())
                .containsEntry(
                        "ROCKSDB_SHAREDLIB_DIR",
                        setting.state().data(Part.COLLECTOR).toString());
    }

    @Test
    void theCollectorStartsWithItsCacheWhereThereIsOne() throws IOException {
        Path cache = folder.resolve("collector/target/curfew-collector.aot");
        assertThat(collector().launch().command()).doesNotContain("-XX:AOTCache=" + cache);

        Files.createDirectories(folder.resolve("collector/target"));
        Files.createFile(cache);

        assertThat(collector().launch().command()).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void theCollectorGetsWarmBeforeItWorks() {
        assertThat(collector().launch().environment()).containsEntry("CURFEW_CORRELATE_REHEARSAL", "4000");
    }

    @Test
    void sensorsMustSignWhereOthersReachKafka() {
        assertThat(collector().launch().environment()).containsEntry("CURFEW_SENSORS_SIGNATURES", "enrolled");

        setting = new Setting(
                setting.programs(), setting.state(), setting.ports(), new Binding("0.0.0.0", "192.0.2.10"), false);

        assertThat(collector().launch().environment()).containsEntry("CURFEW_SENSORS_SIGNATURES", "required");
    }

    private Keycloak keycloak() {
        return new Keycloak(setting, CREDENTIALS);
    }

    private Collector collector() {
        return new Collector(setting, CREDENTIALS);
    }
}
