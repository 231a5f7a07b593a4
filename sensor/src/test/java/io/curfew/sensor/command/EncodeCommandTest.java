package io.curfew.sensor.command;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EncodeCommandTest {
    private static final String LISBON = "../deploy/demo/lisbon.pcap.gz";
    private static final String PORTO = "../deploy/demo/porto.pcap.gz";
    private static final long MOST_WIRE_BYTES_AN_OBSERVATION = 40;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    private Map<String, Long> encode(String... arguments) throws InterruptedException {
        new EncodeCommand(
                        List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(complaints, true, UTF_8))
                .call();
        return out.toString(UTF_8)
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> Long.parseLong(words[1])));
    }

    @Test
    void anObservationTakesAtMost40BytesOnTheWire() throws InterruptedException {
        Map<String, Long> sizes = encode("--wire", LISBON, PORTO);

        assertThat(sizes.get("observations")).isGreaterThan(1_000L);
        assertThat(sizes.get("wire-bytes"))
                .isPositive()
                .isLessThanOrEqualTo(MOST_WIRE_BYTES_AN_OBSERVATION * sizes.getOrDefault("observations", 0L));
    }

    @Test
    void allObservationsOfAllCapturesAreEncoded() throws InterruptedException {
        Map<String, Long> sizes = encode(LISBON, PORTO);

        assertThat(sizes.get("packets")).isGreaterThan(2_454L);
        assertThat(sizes.get("batches")).isEqualTo((sizes.getOrDefault("observations", 0L) + 499) / 500);
        assertThat(sizes).doesNotContainKey("wire-bytes");
    }

    @Test
    void aFileThatIsNoCaptureIsNamed() throws InterruptedException {
        encode("pom.xml");

        assertThat(complaints.toString(UTF_8)).contains("pom.xml: is no pcap or pcapng file");
    }
}
