package io.curfew.sensor.imports.netflow;

import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.ArpFacts;
import io.curfew.sensor.decode.DecodedSink;
import io.curfew.sensor.decode.FrameDecoder;
import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.decode.VlanTags;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one record into an {@link ExportedRecord}. Numbers are those of IANA's registry of IPFIX
 * information elements, of which NetFlow v9's are the first 127. For one thread.
 */
final class RecordReader {
    private static final int ETHERNET = 1;
    private static final int RAW_IP = 101;
    private static final int ETHERNET_HEADER_OCTETS = 14;
    private static final int TAG_OCTETS = 4;

    private final RecordTimes times = new RecordTimes();
    private final FrameDecoder sections = new FrameDecoder(new Section());
    private ExportedRecord record = new ExportedRecord();

    private long layer2Bytes;
    private long postBytes;
    private long postPackets;
    private long packetInterval;
    private long packetSpace;
    private long population;
    private long sampleSize;
    private @Nullable IpAddress sourceV6;
    private @Nullable IpAddress destinationV6;
    private long egressSourceMac;
    private long egressDestinationMac;
    private int innerVlan;

    /** Forgets the record before, and fills {@code into} from now on. */
    void begin(ExportedRecord into) {
        record = into;
        into.clear();
        times.clear();
        layer2Bytes = 0;
        postBytes = 0;
        postPackets = 0;
        packetInterval = 0;
        packetSpace = 0;
        population = 0;
        sampleSize = 0;
        sourceV6 = null;
        destinationV6 = null;
        egressSourceMac = ExportedRecord.NONE;
        egressDestinationMac = ExportedRecord.NONE;
        innerVlan = 0;
    }

    /** Takes one field of at least one octet. */
    void field(int element, byte[] octets, int at, int length) {
        switch (element) {
            case 8 -> record.source = v4(octets, at, length, record.source);
            case 12 -> record.destination = v4(octets, at, length, record.destination);
            case 27 -> sourceV6 = v6(octets, at, length);
            case 28 -> destinationV6 = v6(octets, at, length);
            case 56 -> record.sourceMac = mac(octets, at, length);
            case 80 -> record.destinationMac = mac(octets, at, length);
            case 81 -> egressSourceMac = mac(octets, at, length);
            case 57 -> egressDestinationMac = mac(octets, at, length);
            case 313 -> sections.decode(octets, at, length, length, RAW_IP, 0);
            case 315 -> sections.decode(octets, at, length, length, ETHERNET, 0);
            case 311 -> probability(octets, at, length);
            default -> number(element, number(octets, at, length));
        }
    }

    private void number(int element, long value) {
        switch (element) {
            case 4 -> record.protocol = (int) (value & 0xff);
            case 6 -> record.tcpFlags |= (int) value;
            case Template.REVERSE + 6 -> record.reverseTcpFlags |= (int) value;
            case 7 -> record.sourcePort = (int) value & 0xffff;
            case 11 -> record.destinationPort = (int) value & 0xffff;
            case 32, 139 -> icmp((int) value >>> 8 & 0xff, (int) value & 0xff);
            case 176, 178 -> record.icmpType = (int) value & 0xff;
            case 177, 179 -> record.icmpCode = (int) value & 0xff;
            case 58, 243 -> vlan(value);
            case 245 -> innerVlan = (int) value & 0xfff;
            case 61 -> record.direction = (int) value;
            case 136 -> record.endReason = (int) value;
            default -> counters(element, value);
        }
    }

    private void counters(int element, long value) {
        switch (element) {
            case 1, 85 -> record.bytes = Math.max(record.bytes, count(value));
            case 2, 86 -> record.packets = Math.max(record.packets, count(value));
            case 23 -> postBytes = count(value);
            case 24 -> postPackets = count(value);
            case 312, 352, 353 -> layer2Bytes = Math.max(layer2Bytes, count(value));
            case 231 -> {
                record.knowsInitiator = true;
                record.bytes = Math.max(record.bytes, count(value));
            }
            case 298 -> {
                record.knowsInitiator = true;
                record.packets = Math.max(record.packets, count(value));
            }
            case 232, Template.REVERSE + 1, Template.REVERSE + 85 -> {
                record.isTwoWay = true;
                record.reverseBytes = Math.max(record.reverseBytes, count(value));
            }
            case 299, Template.REVERSE + 2, Template.REVERSE + 86 -> {
                record.isTwoWay = true;
                record.reversePackets = Math.max(record.reversePackets, count(value));
            }
            default -> options(element, value);
        }
    }

    private void options(int element, long value) {
        switch (element) {
            case 34, 50 -> interval(value);
            case 48, 302 -> record.samplerId = value;
            case 305 -> packetInterval = count(value);
            case 306 -> packetSpace = count(value);
            case 309 -> sampleSize = count(value);
            case 310 -> population = count(value);
            case 160 -> record.bootMillis = value;
            default -> times.field(element, value);
        }
    }

    private void interval(long value) {
        record.interval = Math.max(record.interval, count(value));
    }

    private void probability(byte[] octets, int at, int length) {
        if (length == Double.BYTES) {
            double share = Double.longBitsToDouble(number(octets, at, length));
            if (share > 0 && share <= 1) {
                interval(Math.round(1 / share));
            }
        }
    }

    private void icmp(int type, int code) {
        record.icmpType = type;
        record.icmpCode = code;
    }

    private void vlan(long value) {
        int id = (int) value & 0xfff;
        if (id != 0 && record.vlanIds.isEmpty()) {
            record.vlanIds.add(id);
        }
    }

    /** All fields have come: settles what several of them say together. */
    void end(ExportHeader header, Exporter exporter) {
        chooseAddresses();
        if (record.sourceMac == ExportedRecord.NONE) {
            record.sourceMac = egressSourceMac;
        }
        if (record.destinationMac == ExportedRecord.NONE) {
            record.destinationMac = egressDestinationMac;
        }
        if (innerVlan != 0 && !record.vlanIds.isEmpty()) {
            record.vlanIds.add(innerVlan);
        }
        if (record.packets == 0) {
            record.packets = postPackets;
        }
        if (record.bytes == 0) {
            record.bytes = postBytes != 0 ? postBytes : withoutLayer2();
        }
        if (packetInterval > 0 && packetInterval + packetSpace > 0) {
            interval((packetInterval + packetSpace) / packetInterval);
        }
        if (sampleSize > 0) {
            interval(population / sampleSize);
        }
        if (record.bootMillis == ExportedRecord.NONE && exporter.hasBootTime()) {
            record.bootMillis = exporter.bootMillis;
        }
        icmpFromPorts();
        times.settle(record, header);
    }

    /** Some templates carry the addresses of both families, the unused one zero. */
    private void chooseAddresses() {
        boolean hasV4 = isSet(record.source) || isSet(record.destination);
        if (!hasV4 && sourceV6 != null && destinationV6 != null) {
            record.source = sourceV6;
            record.destination = destinationV6;
        }
    }

    private static boolean isSet(@Nullable IpAddress address) {
        return address != null && !address.isUnspecified();
    }

    private long withoutLayer2() {
        long headerOctets = ETHERNET_HEADER_OCTETS + (long) TAG_OCTETS * record.vlanIds.size();
        long headers = Math.max(1, record.packets) * headerOctets;
        return Math.max(0, layer2Bytes - Math.max(0, headers));
    }

    /** Many exporters put ICMP's type and code where the destination port stands. */
    private void icmpFromPorts() {
        boolean isIcmp = record.protocol == IpProtocol.ICMP || record.protocol == IpProtocol.ICMPV6;
        boolean hasFieldsOfItsOwn = record.icmpType > 0 || record.icmpCode > 0;
        if (isIcmp && !hasFieldsOfItsOwn) {
            icmp(record.destinationPort >>> 8, record.destinationPort & 0xff);
        }
    }

    private static @Nullable IpAddress v4(byte[] octets, int at, int length, @Nullable IpAddress before) {
        return length == 4 ? IpAddress.v4((int) number(octets, at, 4)) : before;
    }

    private static @Nullable IpAddress v6(byte[] octets, int at, int length) {
        return length == 16 ? IpAddress.v6(number(octets, at, 8), number(octets, at + 8, 8)) : null;
    }

    private static long mac(byte[] octets, int at, int length) {
        long bits = length == 6 ? number(octets, at, 6) : 0;
        return bits == 0 ? ExportedRecord.NONE : bits;
    }

    /** The last eight octets as a number: longer ones do not occur where a number is wanted. */
    static long number(byte[] octets, int at, int length) {
        long value = 0;
        for (int index = Math.max(at, at + length - 8); index < at + length; index++) {
            value = value << 8 | (octets[index] & 0xff);
        }
        return value;
    }

    private static long count(long value) {
        return value < 0 ? Long.MAX_VALUE : value;
    }

    /** Takes what the beginning of a packet says, where the exporter sends that in place of fields. */
    private final class Section implements DecodedSink {
        @Override
        public void packet(PacketFacts packet) {
            if (packet.tunnel != null) {
                return;
            }
            record.source = packet.source().ip();
            record.destination = packet.destination().ip();
            record.sourcePort = packet.sourcePort;
            record.destinationPort = packet.destinationPort;
            record.protocol = packet.protocol;
            record.tcpFlags |= packet.tcpFlags;
            icmp(packet.icmpType, packet.icmpCode);
            if (packet.sourceMac != PacketFacts.NO_MAC) {
                record.sourceMac = packet.sourceMac;
                record.destinationMac = packet.destinationMac;
            }
            addVlans(packet.vlans);
            record.packets = Math.max(1, record.packets);
            record.bytes = Math.max(record.bytes, packet.ipBytes);
        }

        @Override
        public void unreachable(PacketFacts packet, PacketFacts quoted) {}

        @Override
        public void arp(ArpFacts arp) {}

        private void addVlans(VlanTags vlans) {
            if (record.vlanIds.isEmpty()) {
                record.vlanIds.addAll(vlans.ids());
            }
        }
    }
}
