package io.curfew.sensor.configuration;

import io.curfew.events.Detail;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.language.DohServers;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.Subnet;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.imports.log.LogKind;
import io.curfew.sensor.imports.pihole.PiholeSettings;
import io.curfew.sensor.privacy.PrivateZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class ConfigurationReaderTest {
    private static final Path FILE = Path.of("/etc/curfew/sensor.yaml");
    private static final Path EXAMPLE = Path.of("../deploy/sensor.example.yaml");
    private static final String SMALLEST = """
            site: lisbon
            sensor: things
            source:
              interface: eth1
            kafka:
              bootstrap: kafka.example.org:9092
            """;

    private static SensorConfiguration accepted(String text) {
        assertThat(ConfigurationReader.read(FILE, text)).isInstanceOf(ConfigurationReading.Accepted.class);
        return ((ConfigurationReading.Accepted) ConfigurationReader.read(FILE, text)).configuration();
    }

    private static List<String> mistakes(String text) {
        assertThat(ConfigurationReader.read(FILE, text)).isInstanceOf(ConfigurationReading.Refused.class);
        return ((ConfigurationReading.Refused) ConfigurationReader.read(FILE, text))
                .mistakes().stream().map(Mistake::toString).toList();
    }

    @Test
    void theSmallestConfigurationGetsTheDefaults() {
        assertThat(accepted(SMALLEST))
                .isEqualTo(new SensorConfiguration(
                        new SiteId("lisbon"),
                        new SensorId("things"),
                        new SensorConfiguration.Interface("eth1", null, List.of(), 2_048),
                        List.of(),
                        Path.of("/var/lib/curfew-sensor"),
                        new SensorConfiguration.Kafka(List.of("kafka.example.org:9092"), null),
                        null,
                        List.of(),
                        null,
                        0,
                        new SensorConfiguration.Limits(
                                PipelineLimits.DEFAULT.flows(),
                                PipelineLimits.DEFAULT.dnsQuestions(),
                                ByteSize.parse("4 MiB")),
                        new SensorConfiguration.EncryptedDns(null, DohServers.shipped())));
    }

    @Test
    void theExampleFileSaysAll() {
        assertThat(ConfigurationReader.read(EXAMPLE))
                .isEqualTo(new ConfigurationReading.Accepted(new SensorConfiguration(
                        new SiteId("lisbon"),
                        new SensorId("things"),
                        new SensorConfiguration.Interface(
                                "eth1", "not port 9093", List.of("host 192.0.2.7", "ether proto 0x88cc"), 2_048),
                        List.of(
                                new ImportConfiguration.Log(
                                        LogKind.DNSMASQ,
                                        Path.of("/var/log/dnsmasq.log"),
                                        ZoneId.of("Europe/Lisbon"),
                                        IpAddress.parse("192.0.2.1"),
                                        false),
                                new ImportConfiguration.Netflow(
                                        new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 2_055),
                                        List.of(IpAddress.parse("192.0.2.1"))),
                                new ImportConfiguration.Dnstap(
                                        Path.of("/run/curfew-sensor/dnstap.sock"), IpAddress.parse("192.0.2.1")),
                                new ImportConfiguration.Pihole(new PiholeSettings(
                                        URI.create("http://192.0.2.2"),
                                        Path.of("/etc/curfew/pihole.password"),
                                        IpAddress.parse("192.0.2.2"))),
                                new ImportConfiguration.Log(
                                        LogKind.ADGUARD,
                                        Path.of("/opt/AdGuardHome/data/querylog.json"),
                                        ZoneOffset.UTC,
                                        IpAddress.parse("192.0.2.3"),
                                        false),
                                new ImportConfiguration.Log(
                                        LogKind.BIND,
                                        Path.of("/var/log/named/query.log"),
                                        ZoneId.of("Europe/Lisbon"),
                                        IpAddress.parse("192.0.2.4"),
                                        false),
                                new ImportConfiguration.Log(
                                        LogKind.ZEEK,
                                        Path.of("/opt/zeek/logs/current/conn.log"),
                                        ZoneOffset.UTC,
                                        null,
                                        false),
                                new ImportConfiguration.Log(
                                        LogKind.ZEEK,
                                        Path.of("/opt/zeek/logs/current/dns.log"),
                                        ZoneOffset.UTC,
                                        null,
                                        false)),
                        Path.of("/var/lib/curfew-sensor"),
                        new SensorConfiguration.Kafka(
                                List.of("192.0.2.10:9093", "192.0.2.11:9093"),
                                new SensorConfiguration.Tls(
                                        Path.of("/etc/curfew/kafka-ca.pem"),
                                        Path.of("/etc/curfew/sensor.pem"),
                                        Path.of("/etc/curfew/sensor-key.pem"))),
                        Path.of("/var/lib/curfew-sensor/key.pem"),
                        List.of(
                                new PrivateZone(
                                        List.of(Subnet.parse("192.0.2.64/26"), Subnet.parse("2001:db8:10::/64")),
                                        List.of(10),
                                        Detail.AGGREGATED),
                                new PrivateZone(List.of(Subnet.parse("192.0.2.128/26")), List.of(20), Detail.COUNTS)),
                        new SensorConfiguration.SpoolFolder(
                                Path.of("/var/lib/curfew-sensor/spool"), ByteSize.parse("512 MiB"), Duration.ofDays(7)),
                        0,
                        new SensorConfiguration.Limits(16_384, 2_048, ByteSize.parse("4 MiB")),
                        new SensorConfiguration.EncryptedDns(null, DohServers.shipped()))));
    }

    @Test
    void theSeedOfCommunityIdsHas16Bits() {
        assertThat(accepted(SMALLEST + "communityId: {seed: 65535}").communityIdSeed())
                .isEqualTo(65_535);
        assertThat(mistakes(SMALLEST + "communityId: {seed: 65536}"))
                .containsExactly("/etc/curfew/sensor.yaml:7:21: a Community ID's seed must be 0..65535, was 65536");
    }

    @Test
    void aCaptureLiesBesideTheConfiguration() {
        SensorConfiguration configuration =
                accepted(SMALLEST.replace("interface: eth1", "capture: lisbon.pcap.gz\n  speed: 2.5"));

        assertThat(configuration.source())
                .isEqualTo(new SensorConfiguration.Capture(Path.of("/etc/curfew/lisbon.pcap.gz"), 2.5));
    }

    @Test
    void importsStandBesideAnInterfaceOrAlone() {
        String imports = "imports: [{dnsmasq: {file: dnsmasq.log, from: start}}]\n";

        SensorConfiguration both = accepted(SMALLEST + imports);
        SensorConfiguration alone = accepted("site: a\nsensor: b\nkafka: {bootstrap: k:1}\n" + imports);

        ImportConfiguration log = new ImportConfiguration.Log(
                LogKind.DNSMASQ, Path.of("/etc/curfew/dnsmasq.log"), ZoneId.systemDefault(), null, true);
        assertThat(both.imports()).containsExactly(log);
        assertThat(both.source()).isNotNull();
        assertThat(alone.imports()).containsExactly(log);
        assertThat(alone.source()).isNull();
        assertThat(accepted(ConfigurationWriter.write(alone))).isEqualTo(alone);
    }

    @Test
    void everyKindOfImportIsReadAndWritten() {
        SensorConfiguration configuration = accepted(SMALLEST + """
                imports:
                  - adguard: {file: /opt/AdGuardHome/data/querylog.json, server: 192.0.2.3}
                  - bind: {file: query.log, zone: Europe/Lisbon, from: start}
                  - zeek: {conn: /opt/zeek/conn.log, dns: /opt/zeek/dns.log}
                  - pihole: {url: "http://192.0.2.2", passwordFile: pihole.password, server: 192.0.2.2}
                """);

        assertThat(configuration.imports())
                .containsExactly(
                        new ImportConfiguration.Log(
                                LogKind.ADGUARD,
                                Path.of("/opt/AdGuardHome/data/querylog.json"),
                                ZoneOffset.UTC,
                                IpAddress.parse("192.0.2.3"),
                                false),
                        new ImportConfiguration.Log(
                                LogKind.BIND, Path.of("/etc/curfew/query.log"), ZoneId.of("Europe/Lisbon"), null, true),
                        new ImportConfiguration.Log(
                                LogKind.ZEEK, Path.of("/opt/zeek/conn.log"), ZoneOffset.UTC, null, false),
                        new ImportConfiguration.Log(
                                LogKind.ZEEK, Path.of("/opt/zeek/dns.log"), ZoneOffset.UTC, null, false),
                        new ImportConfiguration.Pihole(new PiholeSettings(
                                URI.create("http://192.0.2.2"),
                                Path.of("/etc/curfew/pihole.password"),
                                IpAddress.parse("192.0.2.2"))));
        assertThat(accepted(ConfigurationWriter.write(configuration))).isEqualTo(configuration);
    }

    @Test
    void whatIsWrittenIsReadBackEqual() {
        SensorConfiguration live = accepted(SMALLEST.replace("eth1", "eth1\n  filter: not host 192.0.2.7")
                        .replace("  filter", "  ignore: [port 9092, arp]\n  filter")
                + "zones: [{subnets: [192.0.2.64/26], detail: aggregated}, {vlans: [20, 21], detail: counts}]\n");
        SensorConfiguration replayed = accepted(SMALLEST.replace("interface: eth1", "capture: a.pcap\n  speed: 0.1")
                + "limits: {queue: 1536 KiB}\ncommunityId: {seed: 65535}");

        assertThat(accepted(ConfigurationWriter.write(live))).isEqualTo(live);
        assertThat(accepted(ConfigurationWriter.write(replayed))).isEqualTo(replayed);
    }

    @Test
    void filesOfTlsLieBesideTheConfigurationAndOnlyTheirNamesAreWritten() {
        SensorConfiguration plain = accepted(SMALLEST + "  tls: {}");
        SensorConfiguration mutual =
                accepted(SMALLEST + "  tls: {authority: ca.pem, certificate: tls/cert.pem, key: /run/secrets/key.pem}");

        assertThat(plain.kafka().tls()).isEqualTo(new SensorConfiguration.Tls(null, null, null));
        assertThat(mutual.kafka().tls())
                .isEqualTo(new SensorConfiguration.Tls(
                        Path.of("/etc/curfew/ca.pem"),
                        Path.of("/etc/curfew/tls/cert.pem"),
                        Path.of("/run/secrets/key.pem")));
        assertThat(accepted(ConfigurationWriter.write(plain))).isEqualTo(plain);
        assertThat(accepted(ConfigurationWriter.write(mutual))).isEqualTo(mutual);
    }

    @Test
    void aSpoolLiesBesideTheConfigurationAndHasABound() {
        SensorConfiguration configuration = accepted(SMALLEST + "spool: {folder: waiting, age: 36 h}");

        assertThat(configuration.spool())
                .isEqualTo(new SensorConfiguration.SpoolFolder(
                        Path.of("/etc/curfew/waiting"), ByteSize.parse("512 MiB"), Duration.ofHours(36)));
        assertThat(accepted(ConfigurationWriter.write(configuration))).isEqualTo(configuration);
    }

    @Test
    void anUnknownKeyIsNamedWithItsPlaceAndWhatWasProbablyMeant() {
        assertThat(mistakes(SMALLEST.replace("  interface", "  interfce")))
                .contains("/etc/curfew/sensor.yaml:4:3: unknown key \"interfce\"; did you mean \"interface\"?");
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheText() {
        assertThat(mistakes("""
                        site: Lisbon
                        source: {interface: eth1, speed: 2}
                        kafka: {bootstrap: [kafka]}
                        limits: {flows: many, queue: 3}
                        """))
                .satisfiesExactly(
                        mistake -> assertThat(mistake).contains(":1:1: \"sensor\" is missing"),
                        mistake -> assertThat(mistake).contains(":1:7: a site id is"),
                        mistake -> assertThat(mistake).contains("\"speed\" goes with \"capture\" only"),
                        mistake -> assertThat(mistake).contains("a broker is host:port, was \"kafka\""),
                        mistake -> assertThat(mistake).contains("\"flows\" wants a number, was \"many\""),
                        mistake -> assertThat(mistake).contains("a size has a unit, like 8 MiB, was \"3\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site: [a] | \"site\" wants a value",
                "site: | \"site\" wants a value",
                "site: a\\nsite: b | given twice",
                "source: {} | either \"interface\" or \"capture\"",
                "source: {interface: a, capture: b} | either \"interface\" or \"capture\"",
                "source: eth1 | a mapping is wanted here",
                "source: {interface: a, snapLength: 12} | snapLength must be 128..262144, was 12",
                "source: {capture: a, speed: 0} | speed must be a number above 0",
                "source: {capture: a, speed: NaN} | speed must be a number above 0",
                "source: {capture: a, filter: b} | \"filter\" goes with \"interface\" only",
                "imports: {dnsmasq: {file: a}} | \"imports\" wants a list",
                "imports: [] | \"imports\" wants at least one",
                "imports: [{}] | one key is wanted here",
                "imports: [{dnsmask: {file: a}}] | did you mean \"dnsmasq\"?",
                "imports: [{dnsmasq: {}}] | \"file\" is missing",
                "imports: [{dnsmasq: {file: a, zone: Nowhere}}] | a time zone is like Europe/Lisbon, was \"Nowhere\"",
                "imports: [{dnsmasq: {file: a, server: b}}] | an IP address like",
                "imports: [{dnsmasq: {file: a, from: middle}}] | \"from\" is start or end, was \"middle\"",
                "imports: [{zeek: {from: end}}] | \"zeek\" has \"conn\", \"dns\" or both",
                "imports: [{pihole: {}}] | \"url\" is missing",
                "imports: [{pihole: {url: pi.hole}}] | a URL is like http://192.0.2.2, was \"pi.hole\"",
                "imports: [{adguard: {file: a, zone: UTC}}] | unknown key \"zone\"",
                "source: {capture: a}\\nimports: [{dnsmasq: {file: a}}] | \"imports\" go with \"interface\"",
                "kafka: {bootstrap: []} | \"bootstrap\" wants at least one value",
                "kafka: {} | \"bootstrap\" is missing",
                "kafka: {bootstrap: 'a:1', tls: {key: b}} | \"certificate\" goes with \"key\"",
                "kafka: {bootstrap: 'a:1', tls: yes} | a mapping is wanted here",
                "limits: {queue: 1 KiB} | queue must be at least 1 MiB",
                "spool: {size: 8 MiB} | \"folder\" is missing",
                "spool: {folder: a, size: 7 MiB} | size must be at least 8 MiB, was 7 MiB",
                "spool: {folder: a, age: 0 s} | age must be above 0, was 0 s",
                "spool: {folder: a, age: 7} | a time has a unit, like 7 d, was",
                "limits: {flows: 0} | flows must be at least 1, was 0",
                "a: [ | this is not YAML",
                "? [a] : b | this is not YAML",
                "- a | a mapping is wanted here"
            })
    void refuses(String text, String told) {
        assertThat(mistakes(text.replace("\\n", "\n")))
                .anySatisfy(mistake -> assertThat(mistake).contains(told));
    }

    private static String zeeks(int count) {
        return SMALLEST + "imports:\n" + "  - zeek: {conn: conn.log, dns: dns.log}\n".repeat(count);
    }

    @Test
    void asManyImportsAsThereAreThreadsForAreRead() {
        assertThat(accepted(zeeks(16)).imports()).hasSize(32);

        assertThat(mistakes(zeeks(17)))
                .singleElement()
                .asString()
                .contains("at most 32 imports, were 34; the two logs of a Zeek are two");
    }

    @Test
    void aListOfEncryptedDnsLiesBesideTheConfiguration(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sensor.yaml");
        Path list = Files.writeString(folder.resolve("doh.txt"), "dns.example\n");
        Files.writeString(file, SMALLEST + "encryptedDns: doh.txt\n");

        assertThat(ConfigurationReader.read(file))
                .isInstanceOfSatisfying(ConfigurationReading.Accepted.class, accepted -> {
                    SensorConfiguration configuration = accepted.configuration();
                    assertThat(configuration.encryptedDns().file()).isEqualTo(list);
                    assertThat(configuration.encryptedDns().servers().has(new DomainName("dns.example")))
                            .isTrue();
                    assertThat(ConfigurationReader.read(file, ConfigurationWriter.write(configuration)))
                            .isEqualTo(accepted);
                });
    }

    @Test
    void aMistakeInAListOfEncryptedDnsIsToldWithTheListsOwnLine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sensor.yaml");
        Path list = Files.writeString(folder.resolve("doh.txt"), "dns.example\n198.51.100.256\n");
        Files.writeString(file, SMALLEST + "limits: {flows: 0}\nencryptedDns: doh.txt\n");
        Path absent = folder.resolve("absent.yaml");
        Files.writeString(absent, SMALLEST + "encryptedDns: absent.txt\n");

        assertThat(((ConfigurationReading.Refused) ConfigurationReader.read(file)).mistakes())
                .extracting(Mistake::toString)
                .satisfiesExactly(
                        first -> assertThat(first).contains("flows must be at least 1"),
                        second -> assertThat(second)
                                .isEqualTo(list + ":2:1: \"198.51.100.256\" is neither a name nor an address"));
        assertThat(((ConfigurationReading.Refused) ConfigurationReader.read(absent)).mistakes())
                .extracting(Mistake::toString)
                .singleElement()
                .asString()
                .startsWith(absent + ":7:15: ")
                .endsWith("absent.txt: no such file");
    }

    @Test
    void anEmptyFileIsNoConfiguration() {
        assertThat(mistakes("# nothing yet")).isNotEmpty();
    }

    @Test
    void aFileThatIsNotThereIsSaidSo(@TempDir Path folder) {
        assertThat(ConfigurationReader.read(folder.resolve("sensor.yaml")))
                .isInstanceOfSatisfying(
                        ConfigurationReading.Refused.class,
                        refused -> assertThat(refused.mistakes())
                                .singleElement()
                                .extracting(Mistake::message)
                                .isEqualTo("no such file"));
    }

    @Test
    void aZoneThatHoldsNothingAndADetailThatIsNoneAreMistakes() {
        assertThat(mistakes(SMALLEST + "zones:\n  - detail: counts\n  - {vlans: [5000], detail: all}\n"))
                .anyMatch(mistake -> mistake.startsWith(FILE + ":8:") && mistake.contains("needs subnets or vlans"))
                .anyMatch(mistake -> mistake.startsWith(FILE + ":9:") && mistake.contains("1..4094, was 5000"))
                .anyMatch(mistake -> mistake.startsWith(FILE + ":9:")
                        && mistake.contains("full, aggregated or counts, was \"all\""));
    }

    @Test
    void whatIsNoCaptureFilterIsAMistakeInItsLine() {
        assertThat(mistakes(SMALLEST.replace("eth1", "eth1\n  ignore:\n    - port 9092\n    - prt 53")))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:")
                .contains("\"prt 53\" is no capture filter: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "netflow: {listen: '2055'}               | an address and a port like 0.0.0.0:2055 are wanted",
                "netflow: {listen: 'router:2055'}        | an IP address like 192.0.2.1",
                "netflow: {listen: '0.0.0.0:x'}          | wants a number",
                "netflow: {listen: '[::]:2055', from: a} | unknown key",
                "dnstap: {server: 192.0.2.1}             | \"socket\" is missing",
            })
    void whatIsWrongInAListenerIsSaid(String block, String message) {
        assertThat(mistakes(SMALLEST + "imports: [{" + block + "}]\n"))
                .singleElement()
                .asString()
                .contains(message);
    }
}
