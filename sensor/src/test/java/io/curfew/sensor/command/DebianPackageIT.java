package io.curfew.sensor.command;

import com.sun.net.httpserver.HttpServer;
import io.curfew.events.FlowObservation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.wire.SensorKey;
import io.curfew.sensor.enrolment.KeyFile;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The package on a real Debian 13, with its dpkg, its systemd and its Java runtime. */
@Timeout(300)
final class DebianPackageIT {
    private static final String SERVICE = "curfew-sensor.service";
    private static final String REHEARSAL = "curfew-sensor-rehearsal.service";
    private static final String CONFIGURATION = "/etc/curfew/sensor.yaml";
    private static final String KEY = "/var/lib/curfew-sensor/key.pem";
    private static final String CACHE = "/var/cache/curfew-sensor/sensor.aot";
    private static final int FLOWS = 1_000;
    private static final int SENSOR_MEBIBYTES = 128;
    private static final int REHEARSAL_MEBIBYTES = 256;

    @TempDir
    private Path folder;

    private DebianMachine debian;

    @BeforeEach
    void installThePackage() throws IOException, InterruptedException {
        debian = DebianMachine.boot(Files.createDirectory(folder.resolve("debian")));
        Files.copy(builtPackage(), debian.file("/root/built.deb"));
        debian.run("dpkg", "--install", "/root/built.deb").orFail();
    }

    @AfterEach
    void powerOff() throws IOException {
        debian.close();
    }

    private static Path builtPackage() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            List<Path> packages =
                    built.filter(file -> file.toString().endsWith("_all.deb")).toList();
            assertThat(packages).as("mvn package makes it").hasSize(1);
            return packages.getFirst();
        }
    }

    private void configure(String source, String bootstrap) throws IOException {
        Files.writeString(debian.file(CONFIGURATION), configuration(source, bootstrap));
    }

    private static String configuration(String source, String bootstrap) {
        return """
                site: lisbon
                sensor: packaged
                source: {interface: %s}
                kafka: {bootstrap: "%s"}
                """.formatted(source, bootstrap);
    }

    /** As a person does it on a machine where the package was just installed. */
    private void enrol(String source, String bootstrap) throws IOException, InterruptedException {
        byte[] given = configuration(source, bootstrap).getBytes(StandardCharsets.UTF_8);
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/api/v1/enrolment", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, given.length);
            exchange.getResponseBody().write(given);
            exchange.close();
        });
        collector.start();
        try {
            debian.run(
                            "sh",
                            "-euc",
                            "echo a-token | curfew-sensor enrol http://127.0.0.1:"
                                    + collector.getAddress().getPort())
                    .orFail();
        } finally {
            collector.stop(0);
        }
        assertThat(debian.run("stat", "--format=%a %U %G", CONFIGURATION).orFail())
                .isEqualTo("640 root curfew-sensor");
        assertThat(debian.run("stat", "--format=%a %U", KEY).orFail()).isEqualTo("600 curfew-sensor");
    }

    private static void sh(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-euc", script)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
    }

    private static long flows(List<ObservationBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.observations().stream())
                .filter(observation ->
                        observation instanceof FlowObservation flow && flow.phase() == FlowObservation.Phase.START)
                .count();
    }

    private long peakResidentKibibytes() throws IOException {
        String status =
                Files.readString(Path.of("/proc/" + debian.processes(SERVICE).getFirst() + "/status"));
        Matcher peak = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(status);
        assertThat(peak.find()).as(status).isTrue();
        return Long.parseLong(peak.group(1));
    }

    @Test
    void lintianFindsNothing() throws IOException, InterruptedException {
        sh("lintian --allow-root --fail-on error,warning " + builtPackage() + " 2>&1");
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVICE, REHEARSAL})
    void theUnitsAreSoundAndHardened(String unit) throws IOException, InterruptedException {
        // The manual page is there; the program that shows it is not.
        Files.createFile(debian.file("/usr/bin/man")).toFile().setExecutable(true);

        String complaints = debian.run("systemd-analyze", "verify", unit).orFail();
        String exposure = debian.run("systemd-analyze", "security", "--offline=true", "--threshold=25", unit)
                .orFail();

        assertThat(complaints).isEmpty();
        assertThat(exposure).contains("Overall exposure level");
    }

    @Test
    void itWaitsToBeToldWhereItStands() throws IOException, InterruptedException {
        assertThat(debian.run("systemctl", "is-enabled", SERVICE).output()).isEqualTo("disabled\n");
        assertThat(debian.run("systemctl", "is-active", SERVICE).output()).isEqualTo("inactive\n");
        assertThat(debian.run("curfew-sensor", "check", "--config", CONFIGURATION)
                        .output())
                .contains(CONFIGURATION + ":6:6: \"site\" wants a value");
    }

    @Test
    void itWatchesAndSendsWithOneCoreAnd128MebibytesAndNoRightButOne() throws Exception {
        String network = "curfew-deb-" + ProcessHandle.current().pid();
        try (LocalStack stack = LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA));
                OneCore rehearsal = new OneCore(debian, REHEARSAL, REHEARSAL_MEBIBYTES);
                OneCore oneCore = new OneCore(debian, SERVICE, SENSOR_MEBIBYTES)) {
            sh("""
                    ip netns add %1$s
                    ip link add curfew-mirror type veth peer name eth0 netns %1$s
                    ip link set curfew-mirror up
                    ip -n %1$s addr add 192.0.2.2/24 dev eth0
                    ip -n %1$s link set eth0 up
                    ip -n %1$s neigh add 192.0.2.1 lladdr 02:00:00:00:00:01 dev eth0
                    """.formatted(network));
            enrol("curfew-mirror", stack.kafkaBootstrapServers());
            rehearsal.start();
            assertThat(debian.file(CACHE)).isNotEmptyFile();

            oneCore.start();
            try (ObservationTopic topic = new ObservationTopic(stack.kafkaBootstrapServers())) {
                topic.batches("packaged", batches -> !batches.isEmpty());
                sh("ip netns exec " + network + " bash -c 'for i in {1.." + FLOWS
                        + "}; do echo thing >/dev/udp/192.0.2.1/$((10000 + i)); done'");
                List<ObservationBatch> batches = topic.batches("packaged", some -> flows(some) >= FLOWS);

                assertThat(flows(batches)).isGreaterThanOrEqualTo(FLOWS);
                SensorKey own = KeyFile.publicKey(debian.file(KEY));
                assertThat(topic.recordsRead()).allMatch(line -> ObservationTopic.isSigned(line, own));
            }
            oneCore.assertHolds();
            String rights = Files.readString(
                    Path.of("/proc/" + debian.processes(SERVICE).getFirst() + "/status"));
            assertThat(rights).contains("CapEff:\t0000000000002000", "CapBnd:\t0000000000002000", "NoNewPrivs:\t1");
            assertThat(peakResidentKibibytes()).isLessThan(SENSOR_MEBIBYTES * 1024L);
            debian.run("systemctl", "stop", SERVICE).orFail();
        } finally {
            sh("ip netns del " + network);
        }
    }

    @Test
    void theCacheIsMadeAgainForAnotherRuntimeAndNoneIsNoTrouble() throws Exception {
        debian.run("systemctl", "start", REHEARSAL).orFail();
        String first = Files.readString(debian.file(CACHE + ".for"));
        Files.writeString(debian.file(CACHE), "no cache at all");
        assertThat(debian.run("runuser", "-u", "curfew-sensor", "--", "curfew-sensor", "--version")
                        .orFail())
                .contains("curfew sensor");

        debian.run("sh", "-c", "touch /usr/lib/jvm/java-25-openjdk-*/lib/modules")
                .orFail();
        debian.run("systemctl", "start", REHEARSAL).orFail();

        assertThat(Files.readString(debian.file(CACHE + ".for"))).isNotEqualTo(first);
        assertThat(Files.size(debian.file(CACHE))).isGreaterThan(1_000_000);
    }

    @Test
    void whoIsNotTheServiceLoadsNoCodeThatTheServiceWrote() throws Exception {
        debian.run("systemctl", "start", REHEARSAL).orFail();

        String asService = debian.run(
                        "runuser", "-u", "curfew-sensor", "--", "sh", "-x", "/usr/bin/curfew-sensor", "--version")
                .output();
        String asRoot =
                debian.run("sh", "-x", "/usr/bin/curfew-sensor", "--version").output();

        assertThat(asService).contains("-XX:AOTCache=" + CACHE);
        assertThat(asRoot).contains("curfew sensor").doesNotContain("-XX:AOTCache");
    }

    @Test
    void aCacheFolderWithoutRoomKeepsNoSensorFromWatchingNorFromItsSpool() throws Exception {
        debian.run("sh", "-euc", """
                        mkdir /var/cache/curfew-sensor
                        mount -t tmpfs -o size=64k tmpfs /var/cache/curfew-sensor
                        """).orFail();
        configure("lo", "127.0.0.1:9");
        Files.writeString(
                debian.file(CONFIGURATION),
                "spool: {folder: /var/lib/curfew-sensor/spool}\n",
                StandardOpenOption.APPEND);

        debian.run("systemctl", "start", SERVICE).orFail();

        debian.await("sh", "-c", "journalctl --unit=" + SERVICE + " | grep watching");
        String inUse = "/proc/$(systemctl show --property=MainPID --value " + SERVICE + ")/maps";
        debian.await("sh", "-c", "grep /usr/lib/curfew-sensor/.*/libjnidispatch.so " + inUse);
        debian.await("sh", "-c", "grep /usr/lib/curfew-sensor/.*/libzstd-jni.so " + inUse);
        assertThat(debian.run("systemctl", "show", "--property=NRestarts", "--value", SERVICE)
                        .orFail())
                .isEqualTo("0");
    }

    @Test
    void whoSendsDnstapReachesTheSocketAndReadsNothing() throws Exception {
        configure("lo", "127.0.0.1:9");
        Files.writeString(debian.file(CONFIGURATION), """
                spool: {folder: /var/lib/curfew-sensor/spool}
                imports: [ {dnstap: {socket: /run/curfew-sensor/dnstap.sock}} ]
                """, StandardOpenOption.APPEND);
        debian.run("systemctl", "start", SERVICE).orFail();
        debian.await("test", "-S", "/run/curfew-sensor/dnstap.sock");
        debian.await("sh", "-c", "ls /var/lib/curfew-sensor/spool/*.open");

        debian.run("sh", "-euc", """
                        useradd --system --groups "$(stat --format=%G /run/curfew-sensor/dnstap.sock)" resolver
                        runuser -u resolver -- perl -MSocket -e '
                          socket(my $server, PF_UNIX, SOCK_STREAM, 0) or die $!;
                          connect($server, pack_sockaddr_un("/run/curfew-sensor/dnstap.sock")) or die $!;'
                        """).orFail();
        String read =
                debian.run("runuser", "-u", "resolver", "--", "sh", "-c", """
                        cat /etc/curfew/sensor.yaml
                        ls -R /var/lib/curfew-sensor
                        curfew-sensor check --config /etc/curfew/sensor.yaml
                        """).output();

        assertThat(read)
                .contains("/etc/curfew/sensor.yaml: Permission denied", "/var/lib/curfew-sensor': Permission denied")
                .contains("/etc/curfew/sensor.yaml:1:1: no permission to read it")
                .doesNotContain("lisbon", ".open");
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        Files.writeString(debian.file(CONFIGURATION), """
                site: lisbon
                sensor: packaged
                source: {interface: lo, filter: udp}
                kafka: {bootstrap: "127.0.0.1:9"}
                """);
        String[] check = {
            "runuser",
            "-u",
            "curfew-sensor",
            "--",
            "env",
            "CACHE_DIRECTORY=/mnt",
            "curfew-sensor",
            "check",
            "--config",
            CONFIGURATION
        };
        debian.run("sh", "-euc", """
                        mv /usr/lib/curfew-sensor /root/
                        mount -t tmpfs -o size=64k,mode=1777 tmpfs /mnt
                        """).orFail();

        String withoutRoom = debian.run(check).output();
        debian.run("mount", "-o", "remount,size=8m", "/mnt").orFail();
        String unpacked = debian.run(check).output();
        debian.run("sh", "-euc", "rm /usr/lib/*/libpcap.*").orFail();
        String withoutLibpcap = debian.run(check).output();

        assertThat(withoutRoom)
                .contains("No space left on device")
                .contains("make room")
                .doesNotContain("libpcap is missing");
        assertThat(unpacked).contains("filter: \"udp\"");
        assertThat(withoutLibpcap).contains("libpcap is missing (Debian: apt-get install libpcap0.8)");
    }

    @Test
    void anUpgradeKeepsAChangedConfiguration() throws IOException, InterruptedException {
        configure("eth7", "192.0.2.10:9092");
        String changed = Files.readString(debian.file(CONFIGURATION));

        debian.run("sh", "-euc", """
                        dpkg-deb --raw-extract /root/built.deb /root/newer
                        sed -i 's/^Version: .*/Version: 99/' /root/newer/DEBIAN/control
                        echo '# a newer default' >>/root/newer/etc/curfew/sensor.yaml
                        dpkg-deb --build /root/newer /root/newer.deb
                        dpkg --force-confdef --force-confold --install /root/newer.deb
                        """).orFail();

        assertThat(debian.run("dpkg-query", "--show", "--showformat=${Version}", "curfew-sensor")
                        .orFail())
                .isEqualTo("99");
        assertThat(Files.readString(debian.file(CONFIGURATION))).isEqualTo(changed);
        assertThat(debian.run("stat", "--format=%a %U %G", CONFIGURATION).orFail())
                .isEqualTo("640 root curfew-sensor");
    }

    @Test
    void purgeLeavesNothing() throws IOException, InterruptedException {
        configure("lo", "127.0.0.1:9");
        debian.run("systemctl", "enable", "--now", SERVICE).orFail();
        assertThat(debian.file("/var/lib/curfew-sensor")).exists();

        debian.run("dpkg", "--purge", "curfew-sensor").orFail();

        assertThat(debian.run("sh", "-c", """
                        find / /run -xdev -iname '*curfew*' -o -xdev -nouser -o -xdev -nogroup
                        grep -l curfew /etc/passwd /etc/group /etc/shadow /etc/gshadow
                        ls -l /proc/*/exe 2>/dev/null | grep java
                        """).output()).doesNotContain("/").doesNotContainPattern("\\d");
        assertThat(debian.run("systemctl", "list-units", "--all", "--no-legend", "curfew*")
                        .output())
                .isEmpty();
    }
}
