package io.curfew.sensor.command;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.curfew.sensor.enrolment.KeyFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class EnrolCommandTest {
    private static final String TOKEN = "w1-token";
    private static final String GIVEN = """
            site: "lisbon"
            sensor: "attic"
            source:
              interface: "eth1"
            kafka:
              bootstrap: ["192.0.2.10:9092"]
            """;
    private static final String PROBLEM = """
            {"type":"urn:curfew:problem:not-signed-in","title":"Nobody is signed in","status":401,
             "detail":"the token was used: ask for another"}
            """;

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private int status = 200;
    private String answer = GIVEN;
    private HttpServer collector;
    private Path config;
    private Path key;

    @BeforeEach
    void startACollector() throws IOException {
        config = folder.resolve("sensor.yaml");
        key = folder.resolve("key.pem");
        Files.writeString(folder.resolve("token"), TOKEN + "\n");
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(collector);
    }

    @AfterEach
    void stopIt() {
        collector.stop(0);
    }

    private void serve(HttpServer server) {
        server.createContext("/api/v1/enrolment", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
        server.start();
    }

    private String address(String scheme, HttpServer server) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    private int enrol(String address, String... more) {
        CommandLine line = new CommandLine(new EnrolCommand());
        line.setErr(new PrintWriter(said, true));
        List<String> arguments =
                new ArrayList<>(List.of(address, "--config", config.toString(), "--key", key.toString()));
        arguments.addAll(List.of("--token-file", folder.resolve("token").toString()));
        arguments.addAll(List.of(more));
        return line.execute(arguments.toArray(String[]::new));
    }

    private int enrol() {
        return enrol(address("http", collector));
    }

    private void assertNothingIsWritten() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .doesNotContain("sensor.yaml")
                    .allSatisfy(name -> assertThat(name).doesNotStartWith("."));
        }
    }

    @Test
    void anInvitedSensorHasItsKeyAndItsConfiguration() throws IOException {
        assertThat(enrol()).as(said.toString()).isZero();

        assertThat(Files.readString(config)).isEqualTo(GIVEN + "key: \"" + key + "\"\n");
        assertThat(asked)
                .containsExactly("{\"token\":\"" + TOKEN + "\",\"publicKey\":\"" + KeyFile.publicKey(key) + "\"}");
        assertThat(said.toString()).contains("for the sensor attic at lisbon");
    }

    @Test
    void aKeyThatIsThereStays() throws IOException {
        KeyFile.make(key);
        String before = Files.readString(key);

        assertThat(enrol()).isZero();

        assertThat(Files.readString(key)).isEqualTo(before);
    }

    @Test
    void aConfigurationThatIsThereIsReplacedOnlyWhenAskedFor() throws IOException {
        Files.writeString(config, "site: porto\n");

        assertThat(enrol()).isEqualTo(2);

        assertThat(asked).isEmpty();
        assertThat(Files.readString(config)).isEqualTo("site: porto\n");
        assertThat(enrol(address("http", collector), "--force")).isZero();
        assertThat(Files.readString(config)).contains("lisbon");
    }

    @Test
    void theConfigurationThatThePackageBringsIsFilledIn() throws IOException {
        Files.copy(Path.of("src/deb/sensor.yaml"), config);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(enrol()).isZero();

        assertThat(Files.readString(config)).startsWith(GIVEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void aRefusedTokenSaysWhatToDo() throws IOException {
        status = 401;
        answer = PROBLEM;

        assertThat(enrol()).isEqualTo(1);

        assertThat(said.toString()).contains("the token was used: ask for another");
        assertNothingIsWritten();
    }

    @Test
    void whatIsNoConfigurationIsNotWritten() throws IOException {
        answer = "<html>a captive portal</html>";

        assertThat(enrol()).isEqualTo(1);

        assertThat(said.toString()).contains("gave no configuration that this version understands");
        assertNothingIsWritten();
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNoToken() {
        config = folder.resolve("missing").resolve("sensor.yaml");

        assertThat(enrol()).isEqualTo(2);

        assertThat(asked).isEmpty();
        assertThat(said.toString()).contains("no such file or folder");
    }

    @Test
    void nobodyThereIsSaidInOneLine() {
        collector.stop(0);

        assertThat(enrol()).isEqualTo(1);

        assertThat(said.toString()).contains("cannot be reached").doesNotContain("Exception");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThat(enrol("curfew.example.org")).isEqualTo(2);

        assertThat(said.toString()).contains("is like https://curfew.example.org");
    }

    @Test
    void aTokenThatOthersCanReadOnTheWayIsWarnedOf() {
        assertThat(enrol("http://nowhere.invalid")).isEqualTo(1);

        assertThat(said.toString()).contains("warning: http://nowhere.invalid is not encrypted");
    }

    @Test
    void aCertificateIsTrustedWhoseAuthorityIsNamed() throws Exception {
        Path store = folder.resolve("store.p12");
        Path authority = folder.resolve("authority.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "console",
                "-keyalg",
                "EC",
                "-dname",
                "CN=console",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-keystore",
                store.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "console",
                "-keystore",
                store.toString(),
                "-file",
                authority.toString());
        HttpsServer encrypted = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        encrypted.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        serve(encrypted);
        try {
            String address = address("https", encrypted);

            assertThat(enrol(address)).isEqualTo(1);
            assertThat(said.toString()).contains("--authority FILE names who vouches for it");
            assertThat(enrol(address, "--authority", authority.toString()))
                    .as(said.toString())
                    .isZero();
        } finally {
            encrypted.stop(0);
        }
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
