package io.curfew.sensor.command;

import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private Map<String, Long> encode(String... arguments) throws InterruptedException, IOException {
        new EncodeCommand(
                        List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(complaints, true, UTF_8))
                .call();
        return out.toString(UTF_8)
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> Long.parseLong(words[1])));
    }

    @Test
    void anObservationTakesAtMost40BytesOnTheWire() throws InterruptedException, IOException {
        Map<String, Long> sizes = encode("--wire", LISBON, PORTO);

        assertThat(sizes.get("observations")).isGreaterThan(1_000L);
        assertThat(sizes.get("wire-bytes"))
                .isPositive()
                .isLessThanOrEqualTo(MOST_WIRE_BYTES_AN_OBSERVATION * sizes.getOrDefault("observations", 0L));
    }

    @Test
    void everyBatchIsSaved(@TempDir Path folder) throws InterruptedException, IOException {
        Path saved = folder.resolve("lisbon.batches");

        Map<String, Long> sizes = encode("--save=" + saved, LISBON);

        try (DataInputStream batches = new DataInputStream(Files.newInputStream(saved))) {
            long observations = 0;
            while (batches.available() > 0) {
                BatchReading reading = BatchReader.read(batches.readNBytes(batches.readInt()));
                observations +=
                        ((BatchReading.Accepted) reading).batch().observations().size();
            }
            assertThat(observations).isEqualTo(sizes.get("observations"));
        }
    }

    @Test
    void allObservationsOfAllCapturesAreEncoded() throws InterruptedException, IOException {
        Map<String, Long> sizes = encode(LISBON, PORTO);

        assertThat(sizes.get("packets")).isGreaterThan(2_454L);
        assertThat(sizes.get("batches")).isEqualTo((sizes.getOrDefault("observations", 0L) + 499) / 500);
        assertThat(sizes).doesNotContainKey("wire-bytes");
    }

    @Test
    void aFileThatIsNoCaptureIsNamed() throws InterruptedException, IOException {
        encode("pom.xml");

        assertThat(complaints.toString(UTF_8)).contains("pom.xml: is no pcap or pcapng file");
    }
}
