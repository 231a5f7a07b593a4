package io.curfew.sensor.imports.netflow;

import io.curfew.events.IpAddress;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Writes export datagrams octet by octet, true or false. */
final class ExportDatagram {
    static final long EXPORTED_SECONDS = 1_790_000_000L;
    static final int UP_MILLIS = 100_000;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(octets);

    static ExportDatagram version5(int records, long sequence, int sampling) {
        return new ExportDatagram()
                .u16(5)
                .u16(records)
                .u32(UP_MILLIS)
                .u32(EXPORTED_SECONDS)
                .u32(0)
                .u32(sequence)
                .u16(0)
                .u16(sampling);
    }

    static ExportDatagram version9(long sequence) {
        return new ExportDatagram()
                .u16(9)
                .u16(1)
                .u32(UP_MILLIS)
                .u32(EXPORTED_SECONDS)
                .u32(sequence)
                .u32(0);
    }

    static ExportDatagram ipfix(long sequence, long domain) {
        return new ExportDatagram()
                .u16(10)
                .u16(0)
                .u32(EXPORTED_SECONDS)
                .u32(sequence)
                .u32(domain);
    }

    ExportDatagram u8(int value) {
        return write(() -> out.writeByte(value));
    }

    ExportDatagram u16(int value) {
        return write(() -> out.writeShort(value));
    }

    ExportDatagram u32(long value) {
        return write(() -> out.writeInt((int) value));
    }

    ExportDatagram u64(long value) {
        return write(() -> out.writeLong(value));
    }

    ExportDatagram address(String address) {
        return write(() -> out.write(IpAddress.parse(address).octets()));
    }

    ExportDatagram raw(byte[] raw) {
        return write(() -> out.write(raw));
    }

    /** A record of NetFlow v5 of 10 packets. */
    ExportDatagram record5(
            String source, int sourcePort, String destination, int destinationPort, int flags, int bytes) {
        return address(source)
                .address(destination)
                .u32(0)
                .u32(0)
                .u32(10)
                .u32(bytes)
                .u32(UP_MILLIS - 5_000)
                .u32(UP_MILLIS - 1_000)
                .u16(sourcePort)
                .u16(destinationPort)
                .u8(0)
                .u8(flags)
                .u8(6)
                .u8(0)
                .u64(0);
    }

    ExportDatagram set(int id, Consumer<ExportDatagram> content) {
        ExportDatagram inner = new ExportDatagram();
        content.accept(inner);
        return u16(id).u16(inner.octets.size() + 4).raw(inner.octets.toByteArray());
    }

    ExportDatagram template(int id, int... fields) {
        u16(id).u16(fields.length / 2);
        for (int field : fields) {
            u16(field);
        }
        return this;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private ExportDatagram write(Writing writing) {
        try {
            writing.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return this;
    }

    byte[] octets() {
        byte[] made = octets.toByteArray();
        if (made[1] == 10) {
            ByteBuffer.wrap(made).putShort(2, (short) made.length);
        }
        return made;
    }
}
