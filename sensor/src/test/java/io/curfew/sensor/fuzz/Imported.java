package io.curfew.sensor.fuzz;

import io.curfew.events.IpAddress;
import io.curfew.sensor.frames.DnsMessages;
import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.dnstap.DnstapReader;
import io.curfew.sensor.imports.dnstap.FrameStream;
import io.curfew.sensor.imports.log.Lines;
import io.curfew.sensor.imports.log.LogKind;
import io.curfew.sensor.imports.log.LogSettings;
import io.curfew.sensor.imports.netflow.FlowExportReader;

import java.time.Instant;
import java.util.List;

/** Octets as what other eyes send: exports of flows, frames of dnstap, lines of logs. */
final class Imported {
    private static final IpAddress EXPORTER = IpAddress.parse("192.0.2.1");
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final int FEW = 16;

    private Imported() {}

    /** Datagrams of NetFlow or IPFIX, each behind two octets of length, a second apart. */
    static void exports(byte[] input) {
        CheckedPipeline checks = new CheckedPipeline();
        FlowExportReader reader = new FlowExportReader(FEW, new FlowNumbers()::next, checks::check);
        long nanos = 0;
        int at = 0;
        while (at + 2 <= input.length) {
            int length = Math.min((input[at] & 0xff) << 8 | (input[at + 1] & 0xff), input.length - at - 2);
            reader.datagram(EXPORTER, input, at + 2, length, nanos);
            nanos += 1_000_000_000L;
            reader.advance(nanos);
            at += 2 + length;
        }
        reader.finish();
    }

    /** NetFlow v5 of one flow; a template of NetFlow v9 with a record behind it. */
    static List<byte[]> exportSeeds() {
        byte[] version5 = Frames.join(
                Frames.hex("0005 0001 00001000 6543 2100 00000000 00000000 00 00 0000"),
                Frames.ip("192.0.2.21"),
                Frames.ip("203.0.113.9"),
                new byte[36],
                new byte[4]);
        byte[] version9 = Frames.hex("""
                0009 0002 00001000 65432100 00000000 00000000
                0000 0018 0100 0004 0008 0004 000c 0004 0002 0004 0001 0004
                0100 0014 c0000215 cb007109 00000001 00000040
                """);
        return List.of(withLength(version5), withLength(version9));
    }

    private static byte[] withLength(byte[] datagram) {
        return Frames.join(Frames.u16(datagram.length), datagram);
    }

    /** What a name server writes into the socket, in pieces as long as the first octet says. */
    static void dnstap(byte[] input) {
        CheckedPipeline checks = new CheckedPipeline();
        DnstapReader reader = new DnstapReader(FEW, EXPORTER, checks::check);
        FrameStream stream = new FrameStream(reader::frame, reply -> {});
        int octets = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        for (int from = 1; from < input.length && !stream.isOver(); from += octets) {
            stream.octets(input, from, Math.min(input.length, from + octets));
        }
        reader.finish();
    }

    /** The handshake of a sender, then a frame with a client's question. */
    static List<byte[]> dnstapSeeds() {
        byte[] content = Frames.text("protobuf:dnstap.Dnstap");
        byte[] type = Frames.join(Frames.u32(1), Frames.u32(content.length), content);
        byte[] question = DnsMessages.question(1, "example.org", DnsMessages.A);
        byte[] message = Frames.join(
                Frames.hex("0805 1001 1801 22 04 c0000215 2a 04 c0000201 30c1b802 3835 4080a0d8ca06 4d00000000 52"),
                Frames.u8(question.length),
                question);
        byte[] dnstap = Frames.join(Frames.hex("7801 72"), Frames.u8(message.length), message);
        return List.of(
                Frames.join(Frames.u8(0xff), control(4, type), control(2, type), Frames.u32(dnstap.length), dnstap));
    }

    private static byte[] control(int number, byte[] fields) {
        return Frames.join(Frames.u32(0), Frames.u32(4 + fields.length), Frames.u32(number), fields);
    }

    /** The octets of a log. */
    static void log(LogKind kind, byte[] input) {
        CheckedPipeline checks = new CheckedPipeline();
        Lines lines = new Lines(kind.format(LogSettings.of(NOON), new FlowNumbers(), checks::check));
        lines.take(input, 0, input.length);
        lines.endIfBegun();
        lines.format().finish();
        long misread = lines.notUnderstood().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (misread > lines.items()) {
            throw new IllegalStateException(misread + " of " + lines.items() + " lines were not understood");
        }
    }
}
