package io.curfew.stack.part;

import io.curfew.stack.process.Launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Who is who: Keycloak with the realm {@code curfew}, whose people and clients bear the generated credentials. */
public record Keycloak(Setting setting, Credentials credentials) implements Server {
    public static final String REALM = "curfew";

    /** Keycloak keeps data and programs in one home: ours is in the state folder and borrows these from the build. */
    private static final List<String> SHARED_FOLDERS = List.of("conf", "lib", "providers", "themes");

    @Override
    public Part part() {
        return Part.KEYCLOAK;
    }

    @Override
    public String address() {
        return "http://" + setting.host() + ":" + setting.ports().keycloak();
    }

    /** What the tokens of the realm name as their issuer. */
    public String realmAddress() {
        return address() + "/realms/" + REALM;
    }

    @Override
    public List<Part> needs() {
        return List.of();
    }

    @Override
    public void prepare() throws IOException {
        for (String shared : SHARED_FOLDERS) {
            Path link = folder().resolve(shared);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, setting.programs().keycloak().resolve(shared));
        }
        if (!Files.exists(folder().resolve("data/h2"))) {
            Files.writeString(knownConsoleAddress(), consoleAddress());
        }
        Path imports = folder().resolve("data/import");
        Files.createDirectories(imports);
        Path realm = imports.resolve("curfew-realm.json");
        Files.deleteIfExists(realm);
        Files.createFile(realm, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(realm, RealmTemplate.filled(credentials, consoleAddress(), setting.passwordGrant()));
    }

    @Override
    public Launch launch() {
        return new Launch(
                JavaCommand.of(
                        part(),
                        setting.state(),
                        List.of(
                                JavaCommand.QUICK_START,
                                "-Xms64m",
                                "-Xmx384m",
                                "-XX:MaxMetaspaceSize=256m",
                                "--add-opens=java.base/java.util=ALL-UNNAMED",
                                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                                "--add-opens=java.base/java.security=ALL-UNNAMED",
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                                "-Duser.language=en",
                                "-Duser.country=US",
                                "-Dkc.home.dir=" + folder(),
                                "-cp",
                                folder().resolve("lib/quarkus-run.jar").toString()),
                        List.of(
                                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                                "start",
                                "--optimized",
                                "--import-realm",
                                "--cache=local",
                                "--http-enabled=true",
                                "--http-host=" + setting.binding().address(),
                                "--http-port=" + setting.ports().keycloak(),
                                "--http-management-host=" + Binding.LOOPBACK.address(),
                                "--http-management-port=" + setting.ports().keycloakManagement(),
                                "--hostname-strict=false",
                                "--log=file",
                                "--log-file=" + setting.state().log(part()))),
                JavaCommand.marker(part(), setting.state()),
                Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        credentials.of(Credentials.KEYCLOAK_ADMINISTRATOR)),
                folder(),
                setting.state().consoleLog(part()));
    }

    @Override
    public boolean answers() {
        return Probe.http(
                "http://" + Binding.LOOPBACK.address() + ":" + setting.ports().keycloakManagement() + "/health/ready");
    }

    /** The realm is imported once; when the console's address has changed since, the realm learns it here. */
    @Override
    public void furnish() throws IOException {
        if (!Files.readString(knownConsoleAddress()).equals(consoleAddress())) {
            new KeycloakAdministration(address(), credentials).moveConsole(consoleAddress());
            Files.writeString(knownConsoleAddress(), consoleAddress());
        }
    }

    private Path knownConsoleAddress() {
        return folder().resolve("console-address");
    }

    private Path folder() {
        return setting.state().data(part());
    }

    private String consoleAddress() {
        return "http://" + setting.host() + ":" + setting.ports().collector();
    }
}
