package io.curfew.sensor.fuzz;

import io.curfew.sensor.capture.CaptureException;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.frames.Recordings;
import io.curfew.sensor.imports.log.LogKind;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A place where a stranger's octets come in. It takes any octets and throws when a promise is broken.
 *
 * @param name in commands and folders, such as {@code dns-over-tcp}
 * @param octets takes any octets
 * @param seeds octets in the form that the target expects, for a run to begin with
 */
record FuzzTarget(String name, Consumer<byte[]> octets, Supplier<List<byte[]>> seeds) {
    static final List<FuzzTarget> ALL = List.of(
            new FuzzTarget("frames", FuzzTarget::frames, FuzzTarget::framesOfEthernet),
            new FuzzTarget(
                    "capture",
                    FuzzTarget::capture,
                    () -> List.copyOf(Recordings.all().values())),
            datagrams("dns", 53, () -> Conversations.recordedDatagrams(53)),
            segments("dns-over-tcp", 53, () -> Conversations.recordedSegments(53)),
            datagrams("mdns", 5353, () -> Conversations.recordedDatagrams(53)),
            datagrams("llmnr", 5355, () -> Conversations.recordedDatagrams(53)),
            datagrams("ssdp", 1900, () -> List.of(FuzzSeeds.NOTIFY)),
            datagrams("dhcp", 67, () -> Conversations.recordedDatagrams(67)),
            datagramsV6("dhcp-v6", 547, () -> List.of(FuzzSeeds.SOLICIT)),
            datagrams("ntp", 123, () -> Conversations.recordedDatagrams(123)),
            segments("tls", 443, () -> List.of(FuzzSeeds.CLIENT_HELLO)),
            segments("http", 80, () -> List.of(FuzzSeeds.HTTP_1, FuzzSeeds.HTTP_2)),
            datagrams("quic", 443, FuzzSeeds::initials),
            new FuzzTarget(
                    "quic-frames",
                    input -> Conversations.datagrams(443, FuzzSeeds.initial(input)),
                    FuzzSeeds::quicFrames),
            new FuzzTarget("exports", Imported::exports, Imported::exportSeeds),
            new FuzzTarget("dnstap", Imported::dnstap, Imported::dnstapSeeds),
            log(LogKind.DNSMASQ, FuzzSeeds.DNSMASQ_LOG),
            log(LogKind.ADGUARD, FuzzSeeds.ADGUARD_LOG),
            log(LogKind.BIND, FuzzSeeds.BIND_LOG),
            log(LogKind.ZEEK, FuzzSeeds.ZEEK_LOG));

    private static final int[] LINK_TYPES = {
        0, 1, 8, 9, 10, 11, 12, 50, 51, 101, 104, 105, 107, 108, 109, 113, 117, 127, 204, 239, 276
    };
    private static final int ETHERNET_CHOICE = 1;
    private static final long BETWEEN_FRAMES_NANOS = 700_000_000L;

    private static FuzzTarget datagrams(String name, int port, Supplier<List<byte[]>> seeds) {
        return new FuzzTarget(name, input -> Conversations.datagrams(port, input), seeds);
    }

    private static FuzzTarget datagramsV6(String name, int port, Supplier<List<byte[]>> seeds) {
        return new FuzzTarget(name, input -> Conversations.datagramsV6(port, input), seeds);
    }

    private static FuzzTarget segments(String name, int port, Supplier<List<byte[]>> seeds) {
        return new FuzzTarget(name, input -> Conversations.segments(port, input), seeds);
    }

    private static FuzzTarget log(LogKind kind, byte[] seed) {
        return new FuzzTarget("log-" + kind.text(), input -> Imported.log(kind, input), () -> List.of(seed));
    }

    static FuzzTarget of(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fuzz target " + name + ", only "
                        + ALL.stream().map(FuzzTarget::name).toList()));
    }

    void feed(byte[] input) {
        octets.accept(input);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Frames of a link type, which the first octet chooses; each behind two octets of length. */
    private static void frames(byte[] input) {
        CheckedPipeline pipeline = new CheckedPipeline();
        int linkType = input.length == 0 ? 0 : LINK_TYPES[(input[0] & 0xff) % LINK_TYPES.length];
        int at = 1;
        for (long nanos = 0; at + 2 <= input.length; nanos += BETWEEN_FRAMES_NANOS) {
            int length = Math.min((input[at] & 0xff) << 8 | (input[at + 1] & 0xff), input.length - at - 2);
            pipeline.packet(input, at + 2, length, length, linkType, nanos);
            at += 2 + length;
        }
        pipeline.finish();
    }

    private static List<byte[]> framesOfEthernet() {
        return Conversations.recordedFrames().stream()
                .map(frame -> Frames.join(Frames.u8(ETHERNET_CHOICE), Frames.u16(frame.length), frame))
                .toList();
    }

    private static void capture(byte[] input) {
        CheckedPipeline pipeline = new CheckedPipeline();
        try (CaptureFile file = CaptureFile.of(new ByteArrayInputStream(input))) {
            while (file.next(pipeline::packet)) {}
        } catch (CaptureException _) {
            // A damaged file is refused where the damage is; what came before counts.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        pipeline.finish();
    }
}
