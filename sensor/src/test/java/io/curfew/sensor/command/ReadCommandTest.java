package io.curfew.sensor.command;

import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.frames.CaptureBytes;
import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.frames.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

class ReadCommandTest {
    private static final int RAW_IP = 101;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void eachObservationIsALineThatNamesItsCapture() throws IOException {
        Path capture = write("udp-outcomes");

        int exitCode = read("--json", capture.toString());

        assertThat(exitCode).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("{\"@timestamp\":\"2026-11-01T12:00:"))
                .allMatch(line -> line.endsWith("\"log\":{\"file\":{\"path\":\"" + capture + "\"}}}"));
    }

    @Test
    void theSummarySaysWhoIsThereAndWhatWasAsked() throws IOException {
        int exitCode = read(write("dns-over-udp").toString());

        assertThat(exitCode).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("8 packets", "Devices (2)", "02:00:00:00:00:21", "192.0.2.21")
                .contains("Names asked (5)", "cloud.example.org", "DNS servers (2)", "192.0.2.1, 1 unanswered");
    }

    @Test
    void aDeviceTellsItsModelAndWhoMadeIt() throws IOException {
        Path capture = write("announcements");
        byte[] frames = Files.readAllBytes(capture);
        Path philips = Files.write(folder.resolve("philips.pcap"), replaced(frames, "020000000021", "001788000021"));

        read(capture.toString(), philips.toString());
        read("--json", capture.toString(), philips.toString());

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("192.0.2.21  Cam 2  [randomised]", "192.0.2.21  Cam 2  [Philips Lighting BV]")
                .contains("\"curfew\":{\"randomised_mac\":true}", "\"curfew\":{\"vendor\":\"Philips Lighting BV\"}");
    }

    private static byte[] replaced(byte[] octets, String from, String to) {
        HexFormat hexadecimal = HexFormat.of();
        return hexadecimal.parseHex(hexadecimal.formatHex(octets).replace(from, to));
    }

    @Test
    void anUnreadableFileIsOneLineAndTheOthersAreReadOn() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no capture");

        int exitCode = read("--json", text.toString(), write("udp-outcomes").toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .isEqualTo("curfew: " + text + ": is no pcap or pcapng file" + System.lineSeparator());
        assertThat(output.toString(StandardCharsets.UTF_8).lines()).hasSize(5);
    }

    @Test
    void aFileMayHaveMoreFlowsOpenThanASensorKeeps() throws IOException {
        CaptureBytes capture = new CaptureBytes(RAW_IP);
        for (int port = 0; port <= PipelineLimits.DEFAULT.flows(); port++) {
            byte[] datagram = Frames.udp(40_001, 1_024 + port, new byte[20]);
            capture.frame(0, Frames.ipv4("192.0.2.21", "203.0.113.9", Frames.UDP, datagram));
        }

        read(Files.write(folder.resolve("many.pcap"), capture.bytes()).toString());

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("Flows (16,385)")
                .doesNotContain("cut into pieces");
    }

    private Path write(String recording) throws IOException {
        return Files.write(folder.resolve(recording + ".pcap"), Recordings.all().get(recording));
    }

    private int read(String... arguments) {
        return new CommandLine(new ReadCommand(output, new PrintStream(complaints, true, StandardCharsets.UTF_8)))
                .execute(arguments);
    }
}
