package io.curfew.sensor.name;

import io.curfew.events.Ja4;
import io.curfew.policy.language.DohServers;
import io.curfew.sensor.frames.QuicPackets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Objects;

import static io.curfew.sensor.frames.ClientHellos.datagramHello;
import static io.curfew.sensor.frames.ClientHellos.extension;
import static io.curfew.sensor.frames.ClientHellos.messageOf;
import static io.curfew.sensor.frames.ClientHellos.padding;
import static io.curfew.sensor.frames.ClientHellos.protocols;
import static io.curfew.sensor.frames.ClientHellos.record;
import static io.curfew.sensor.frames.ClientHellos.serverName;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static io.curfew.sensor.frames.Frames.u16;
import static io.curfew.sensor.frames.Frames.u8;
import static org.assertj.core.api.Assertions.assertThat;

/** Holds fingerprints to those that the description of JA4 gives, and the project's test data. */
class Ja4Test {
    private static final byte[] SERVER = serverName("camera.example");
    private static final byte[] VERSIONS = supportedVersions("0304 0303");

    /** Of the description's example, in the order of its client. */
    private static final String CIPHERS = "1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c 009d 002f 0035";

    private static final String ALGORITHMS = "0403 0804 0401 0503 0805 0501 0806 0601";

    private final NameWatch watch = new NameWatch(2, 1_024, DohServers.shipped());

    private static byte[] supportedVersions(String versions) {
        byte[] list = hex(versions);
        return extension(43, join(u8(list.length), list));
    }

    private static byte[] signatureAlgorithms(String algorithms) {
        byte[] list = hex(algorithms);
        return extension(13, join(u16(list.length), list));
    }

    private static byte[] empty(String types) {
        byte[][] extensions = Arrays.stream(types.split(" "))
                .map(type -> extension(Integer.parseInt(type, 16), new byte[0]))
                .toArray(byte[][]::new);
        return join(extensions);
    }

    private static byte[][] exampleExtensions(byte[] algorithms) {
        return new byte[][] {
            empty("001b"),
            SERVER,
            empty("0033"),
            protocols("h2", "http/1.1"),
            empty("4469 0017 002d"),
            algorithms,
            empty("0005 0023 0012"),
            VERSIONS,
            empty("ff01 000b 000a 0015")
        };
    }

    private @Nullable Ja4 told(byte[] payload) {
        return Conversation.connection(watch).says(payload).clues.ja4();
    }

    private String ja4(byte[] message) {
        return Objects.requireNonNull(told(record(message))).text();
    }

    @Test
    void theExampleOfTheDescription() {
        byte[] hello = messageOf("0303", CIPHERS, exampleExtensions(signatureAlgorithms(ALGORITHMS)));

        assertThat(ja4(hello)).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
    }

    @Test
    void whatClientsMakeUpDoesNotCount() {
        byte[] hello = messageOf(
                "0303",
                "3a3a" + CIPHERS,
                empty("5a5a"),
                join(exampleExtensions(signatureAlgorithms("0a0a" + ALGORITHMS))),
                empty("fafa"));

        assertThat(ja4(hello)).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
    }

    @Test
    void withoutSignatureAlgorithmsTheExtensionsAreHashedAlone() {
        byte[] hello = messageOf("0303", CIPHERS, exampleExtensions(empty("000d")));

        assertThat(ja4(hello)).isEqualTo("t13d1516h2_8daaf6152771_6d807ffa2a79");
    }

    /** Of badcurveball.pcap in the project's test data. */
    @Test
    void aRecordedClientHello() {
        byte[] hello = messageOf(
                "0303",
                "1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c 009d 002f 0035 000a",
                SERVER,
                empty("0017 ff01 000a 000b 0023"),
                protocols("h2", "http/1.1"),
                empty("0005"),
                signatureAlgorithms("0403 0804 0401 0503 0805 0501 0806 0601 0201"),
                empty("0012 0033 002d"),
                VERSIONS,
                empty("001b 0015"));

        assertThat(ja4(hello)).isEqualTo("t13d1615h2_46e7e9700bed_45f260be83e2");
    }

    @Test
    void whatIsNotThereIsNotHashed() {
        assertThat(ja4(messageOf("0303", ""))).isEqualTo("t12i000000_000000000000_000000000000");
        assertThat(ja4(messageOf("0303", "", SERVER, protocols("h2"))))
                .isEqualTo("t12d0002h2_000000000000_000000000000");
    }

    @Test
    void aHelloFromBeforeExtensionsHasOne() {
        byte[] withNone = messageOf("0301", "002f");
        byte[] before = Arrays.copyOf(withNone, withNone.length - 2);
        before[3] = (byte) (before[3] - 2);

        assertThat(ja4(before))
                .isEqualTo(ja4(withNone))
                .startsWith("t10i010000_")
                .endsWith("_000000000000");
    }

    @ParameterizedTest
    @CsvSource({"0304, 13", "0303, 12", "0302, 11", "0301, 10", "0300, s3", "7f1c, 00"})
    void theHighestVersionThatIsSupportedCounts(String version, String told) {
        assertThat(ja4(messageOf("0303", CIPHERS, supportedVersions("0a0a 0300" + version))))
                .startsWith('t' + told + 'i');
    }

    @ParameterizedTest
    @CsvSource({"0303, 12", "0302, 11", "0301, 10", "0300, s3"})
    void withoutTheExtensionTheVersionOfTheMessageCounts(String version, String told) {
        assertThat(ja4(messageOf(version, CIPHERS))).startsWith('t' + told + 'i');
    }

    @ParameterizedTest
    @CsvSource({"h2, h2", "http/1.1, h1", "h, hh", "H3, H3"})
    void theFirstProtocolIsToldByItsFirstAndLastCharacter(String protocol, String told) {
        assertThat(ja4(messageOf("0303", CIPHERS, protocols(protocol, "other"))))
                .startsWith("t12i1501" + told + '_');
    }

    @ParameterizedTest
    @CsvSource({"ab, ab", "abcd, ad", "30ab, 3b", "3031abcd, 3d", "30abcd31, 01"})
    void aProtocolOfOtherOctetsIsToldByItsFirstAndLastDigit(String octets, String told) {
        byte[] name = hex(octets);
        byte[] offered = extension(16, join(u16(name.length + 1), u8(name.length), name));

        assertThat(ja4(messageOf("0303", CIPHERS, offered))).startsWith("t12i1501" + told + '_');
    }

    @Test
    void moreThan99CiphersCountAs99() {
        assertThat(ja4(messageOf("0303", "c02b".repeat(100)))).startsWith("t12i990000_");
    }

    @Test
    void quicAndDtlsAreToldApart() {
        byte[] hello = messageOf("0303", CIPHERS, exampleExtensions(signatureAlgorithms(ALGORITHMS)));
        byte[] initial = QuicPackets.initial(
                QuicPackets.Version.ONE, hex("8394c8f03e515708"), 0, 1_150, QuicPackets.crypto(hello, 0, hello.length));
        Conversation quic = Conversation.datagrams(watch).says(initial);
        Conversation dtls = Conversation.datagrams(watch).says(datagramHello(SERVER));

        assertThat(quic.clues.ja4()).isEqualTo(new Ja4("q13d1516h2_8daaf6152771_e5627efa2ab1"));
        assertThat(Objects.requireNonNull(dtls.clues.ja4()).text()).startsWith("dd2d010100_");
    }

    @Test
    void aHelloOverSeveralRecordsHasTheSame() {
        byte[] hello = messageOf("0303", CIPHERS, exampleExtensions(signatureAlgorithms(ALGORITHMS)));
        byte[] records = join(record(Arrays.copyOf(hello, 50)), record(Arrays.copyOfRange(hello, 50, hello.length)));

        assertThat(told(records)).isEqualTo(new Ja4("t13d1516h2_8daaf6152771_e5627efa2ab1"));
    }

    @Test
    void aHelloWhoseEndIsMissingTellsItsServerButHasNoFingerprint() {
        byte[] hello = record(messageOf("0303", CIPHERS, SERVER, padding(600)));
        Conversation cut = Conversation.connection(watch).says(Arrays.copyOf(hello, 500));

        watch.end(cut.clues);

        assertThat(cut.told()).isEqualTo("tls camera.example");
        assertThat(cut.clues.ja4()).isNull();
    }

    @Test
    void aDatagramWithTheFirstFragmentOfAHelloHasNoFingerprint() {
        byte[] hello = datagramHello(SERVER);
        // The handshake header says how long the whole message is.
        hello[16]++;

        Conversation dtls = Conversation.datagrams(watch).says(hello);

        assertThat(dtls.told()).isEqualTo("dtls camera.example");
        assertThat(dtls.clues.ja4()).isNull();
    }

    @Test
    void whatIsNoTlsHasNone() {
        assertThat(told(text("GET / HTTP/1.1\r\nHost: camera.example\r\n\r\n"))).isNull();
    }
}
