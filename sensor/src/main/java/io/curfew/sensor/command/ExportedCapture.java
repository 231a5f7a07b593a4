package io.curfew.sensor.command;

import io.curfew.events.StatusObservation;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.Version;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.decode.ArpFacts;
import io.curfew.sensor.decode.DecodedSink;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.FrameDecoder;
import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.netflow.FlowExportReader;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A capture of NetFlow and IPFIX on its way to a collector: what those say goes to the sink, nothing else does. */
final class ExportedCapture implements DecodedSink {
    private static final int MOST_FLOWS = 65_536;

    private final FrameDecoder decoder = new FrameDecoder(this);
    private final FlowExportReader reader;
    private long packets;
    private long firstNanos;
    private long lastNanos;

    ExportedCapture(ObservationSink sink) {
        this.reader = new FlowExportReader(MOST_FLOWS, new FlowNumbers()::next, sink::accept);
    }

    /**
     * Reads a capture to its end and reports all its flows.
     *
     * @return true when it was whole, false when it ends in the middle of a packet
     */
    boolean read(Path path) throws IOException {
        try (CaptureFile capture = CaptureFile.open(path)) {
            while (capture.next(this::frame)) {}
            return !capture.isCutShort();
        } finally {
            reader.finish();
        }
    }

    private void frame(byte[] frame, int offset, int captured, int original, int linkType, long timestampNanos) {
        firstNanos = packets == 0 ? timestampNanos : firstNanos;
        lastNanos = timestampNanos;
        packets++;
        decoder.decode(frame, offset, captured, original, linkType, timestampNanos);
    }

    @Override
    public void packet(PacketFacts packet) {
        if (packet.protocol == IpProtocol.UDP
                && FlowExportReader.looksLikeExport(packet.payload, packet.payloadAt, packet.payloadLength)) {
            reader.datagram(
                    packet.source().ip(),
                    packet.payload,
                    packet.payloadAt,
                    packet.payloadLength,
                    packet.timestampNanos);
        }
    }

    @Override
    public void unreachable(PacketFacts packet, PacketFacts quoted) {}

    @Override
    public void arp(ArpFacts arp) {}

    /** What each exporter showed, as a sensor's status would say it. */
    StatusObservation status() {
        return new StatusObservation(
                EpochNanos.toInstant(lastNanos),
                Version.text(),
                EpochNanos.toInstant(firstNanos),
                packets,
                0,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                0,
                List.of(),
                reader.sources(),
                StatusObservation.Accounts.CLEAR);
    }
}
