package io.curfew.sensor.imports.netflow;

import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.LatestTime;
import io.curfew.sensor.decode.Octets;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Datagrams of NetFlow v5, v9 and IPFIX in, flows out. Knows at most {@value Exporters#MOST} exporters' domains: of the
 * address with most the one that was not heard for longest is forgotten, and counted. Takes time in the length of what
 * it is given. For one thread.
 */
public final class FlowExportReader {
    /** The kind of source that it is in the sensor's status. */
    public static final String KIND = "netflow";

    private static final int V5_HEADER_OCTETS = 24;
    private static final int V5_RECORD_OCTETS = 48;
    private static final int V9_HEADER_OCTETS = 20;
    private static final int IPFIX_HEADER_OCTETS = 16;
    private static final int SET_HEADER_OCTETS = 4;
    private static final int FIRST_DATA_SET = 256;

    private final Templates templates = new Templates();
    private final Exporters exporters = new Exporters(templates);
    private final ExportedRecord record = new ExportedRecord();
    private final RecordReader reader = new RecordReader();
    private final Conversations conversations;
    private final LatestTime latest = new LatestTime();
    private long datagrams;
    private long ofUnknownVersion;

    /**
     * @param flows conversations that may be open at once
     * @param numbers numbers the flows
     */
    public FlowExportReader(int flows, LongSupplier numbers, Consumer<? super FlowObservation> sink) {
        this.conversations = new Conversations(flows, numbers, sink);
    }

    /** True when octets may be a datagram of one of the versions, judged by its header. */
    public static boolean looksLikeExport(byte[] octets, int at, int length) {
        if (length < IPFIX_HEADER_OCTETS) {
            return false;
        }
        int second = Octets.u16(octets, at + 2);
        return switch (Octets.u16(octets, at)) {
            case ExportHeader.NETFLOW_5 -> second > 0 && length >= V5_HEADER_OCTETS + second * V5_RECORD_OCTETS;
            case ExportHeader.NETFLOW_9 -> second > 0 && beginsWithSet(octets, at + V9_HEADER_OCTETS, at + length, 0);
            case ExportHeader.IPFIX -> {
                boolean fits = second >= IPFIX_HEADER_OCTETS && second <= length;
                boolean isEmpty = second == IPFIX_HEADER_OCTETS;
                yield fits && (isEmpty || beginsWithSet(octets, at + IPFIX_HEADER_OCTETS, at + second, 2));
            }
            default -> false;
        };
    }

    private static boolean beginsWithSet(byte[] octets, int at, int end, int templates) {
        if (end - at < SET_HEADER_OCTETS) {
            return false;
        }
        int id = Octets.u16(octets, at);
        int length = Octets.u16(octets, at + 2);
        boolean isSet = id == templates || id == templates + 1 || id >= FIRST_DATA_SET;
        return isSet && length >= SET_HEADER_OCTETS && length <= end - at;
    }

    /**
     * Takes one datagram; the array is not kept.
     *
     * @param from the address that sent it
     * @param nowNanos when it came, since 1970
     */
    public void datagram(IpAddress from, byte[] octets, int at, int length, long nowNanos) {
        advance(nowNanos);
        datagrams++;
        int version = length < IPFIX_HEADER_OCTETS ? 0 : Octets.u16(octets, at);
        int headerOctets = switch (version) {
            case ExportHeader.NETFLOW_5 -> V5_HEADER_OCTETS;
            case ExportHeader.NETFLOW_9 -> V9_HEADER_OCTETS;
            case ExportHeader.IPFIX -> IPFIX_HEADER_OCTETS;
            default -> Integer.MAX_VALUE;
        };
        if (length < headerOctets) {
            ofUnknownVersion++;
            return;
        }
        switch (version) {
            case ExportHeader.NETFLOW_5 -> version5(from, octets, at, at + length, nowNanos);
            case ExportHeader.NETFLOW_9 -> version9(from, octets, at, at + length, nowNanos);
            default -> ipfix(from, octets, at, at + length, nowNanos);
        }
    }

    private void version5(IpAddress from, byte[] octets, int at, int end, long nowNanos) {
        int sampling = Octets.u16(octets, at + 22) & 0x3fff;
        ExportHeader header = new ExportHeader(
                ExportHeader.NETFLOW_5,
                Octets.u32(octets, at + 8) * 1_000 + Octets.u32(octets, at + 12) / 1_000_000,
                Octets.i32(octets, at + 4),
                nowNanos,
                sampling);
        Exporter exporter = exporters.heard(from, ExportHeader.NETFLOW_5, Octets.u16(octets, at + 20), nowNanos);
        int claimed = Octets.u16(octets, at + 2);
        int present = (end - at - V5_HEADER_OCTETS) / V5_RECORD_OCTETS;
        int records = Math.min(claimed, present);
        exporter.sequence(Octets.u32(octets, at + 16), claimed);
        for (int index = 0; index < records; index++) {
            version5(octets, at + V5_HEADER_OCTETS + index * V5_RECORD_OCTETS, header, exporter);
        }
        exporter.counts.malformed += claimed - records;
        exporter.counts.records += claimed - records;
    }

    private void version5(byte[] octets, int at, ExportHeader header, Exporter exporter) {
        reader.begin(record);
        reader.field(8, octets, at, 4);
        reader.field(12, octets, at + 4, 4);
        reader.field(2, octets, at + 16, 4);
        reader.field(1, octets, at + 20, 4);
        reader.field(22, octets, at + 24, 4);
        reader.field(21, octets, at + 28, 4);
        reader.field(7, octets, at + 32, 2);
        reader.field(11, octets, at + 34, 2);
        reader.field(6, octets, at + 37, 1);
        reader.field(4, octets, at + 38, 1);
        reader.end(header, exporter);
        flow(header, exporter);
    }

    private void version9(IpAddress from, byte[] octets, int at, int end, long nowNanos) {
        ExportHeader header = new ExportHeader(
                ExportHeader.NETFLOW_9, Octets.u32(octets, at + 8) * 1_000, Octets.i32(octets, at + 4), nowNanos, 0);
        Exporter exporter = exporters.heard(from, ExportHeader.NETFLOW_9, Octets.u32(octets, at + 16), nowNanos);
        exporter.sequence(Octets.u32(octets, at + 12), 1);
        sets(octets, at + V9_HEADER_OCTETS, end, header, exporter);
    }

    private void ipfix(IpAddress from, byte[] octets, int at, int end, long nowNanos) {
        ExportHeader header = new ExportHeader(ExportHeader.IPFIX, Octets.u32(octets, at + 4) * 1_000, 0, nowNanos, 0);
        Exporter exporter = exporters.heard(from, ExportHeader.IPFIX, Octets.u32(octets, at + 12), nowNanos);
        long sequence = Octets.u32(octets, at + 8);
        int claimedEnd = at + Octets.u16(octets, at + 2);
        if (claimedEnd > end || claimedEnd < at + IPFIX_HEADER_OCTETS) {
            exporter.counts.records++;
            exporter.counts.malformed++;
        }
        int records = sets(octets, at + IPFIX_HEADER_OCTETS, Math.min(end, claimedEnd), header, exporter);
        if (records < 0 || claimedEnd > end) {
            exporter.sequenceOfUncounted(sequence);
        } else {
            exporter.sequence(sequence, records);
        }
    }

    /** Reads set after set; gives back the data records in them, negative when some could not be counted. */
    private int sets(byte[] octets, int from, int end, ExportHeader header, Exporter exporter) {
        int at = from;
        int records = 0;
        boolean isCounted = true;
        while (end - at >= SET_HEADER_OCTETS) {
            int id = Octets.u16(octets, at);
            int length = Octets.u16(octets, at + 2);
            if (id == 0 && length == 0) {
                // Some exporters fill up their datagram with zeros.
                break;
            }
            if (length < SET_HEADER_OCTETS || length > end - at) {
                exporter.counts.records++;
                exporter.counts.malformed++;
                return -1;
            }
            int inSet = set(id, octets, at + SET_HEADER_OCTETS, at + length, header, exporter);
            isCounted &= inSet >= 0;
            records += Math.max(0, inSet);
            at += length;
        }
        return isCounted ? records : -1;
    }

    private int set(int id, byte[] octets, int at, int end, ExportHeader header, Exporter exporter) {
        boolean isIpfix = header.version() == ExportHeader.IPFIX;
        if (id == (isIpfix ? 2 : 0) || id == (isIpfix ? 3 : 1)) {
            TemplateReader layouts = new TemplateReader(exporter, templates, header);
            exporter.counts.malformed += layouts.read(octets, at, end, id == (isIpfix ? 3 : 1));
            exporter.counts.records += layouts.malformed();
            layouts.learned().forEach(learned -> readWaiting(learned, exporter));
            return 0;
        }
        if (id < FIRST_DATA_SET) {
            exporter.counts.records++;
            exporter.counts.malformed++;
            return -1;
        }
        Template template = templates.get(exporter.id, id, header.receivedNanos());
        if (template == null) {
            exporter.counts.records++;
            exporter.keep(new Exporter.WaitingSet(id, Arrays.copyOfRange(octets, at, end), header));
            return -1;
        }
        return records(template, octets, at, end, header, exporter);
    }

    private void readWaiting(int templateId, Exporter exporter) {
        for (Exporter.WaitingSet set : exporter.release(templateId)) {
            exporter.counts.records--;
            Template template =
                    templates.get(exporter.id, templateId, set.header().receivedNanos());
            if (template != null) {
                records(template, set.octets(), 0, set.octets().length, set.header(), exporter);
            }
        }
    }

    private int records(Template template, byte[] octets, int from, int end, ExportHeader header, Exporter exporter) {
        int at = from;
        int records = 0;
        while (end - at >= template.leastOctets) {
            reader.begin(record);
            int next = fields(template, octets, at, end);
            if (next < 0) {
                exporter.counts.records++;
                exporter.counts.malformed++;
                return -1;
            }
            reader.end(header, exporter);
            if (template.describesOptions) {
                options(exporter);
            } else {
                flow(header, exporter);
            }
            records++;
            at = next;
        }
        return records;
    }

    /** Reads one record's fields; gives back where it ends, negative when it does not end in its set. */
    private int fields(Template template, byte[] octets, int from, int end) {
        int at = from;
        for (int index = 0; index < template.fields(); index++) {
            int length = template.length(index);
            if (length == Template.VARIABLE) {
                if (at >= end) {
                    return -1;
                }
                length = Octets.u8(octets, at++);
                if (length == 0xff) {
                    if (end - at < 2) {
                        return -1;
                    }
                    length = Octets.u16(octets, at);
                    at += 2;
                }
            }
            if (length > end - at) {
                return -1;
            }
            int element = template.element(index);
            if (element != Template.UNKNOWN && length > 0) {
                reader.field(element, octets, at, length);
            }
            at += length;
        }
        return at;
    }

    private void options(Exporter exporter) {
        exporter.counts.records++;
        if (record.bootMillis > 0) {
            exporter.bootMillis = record.bootMillis;
        }
        if (record.interval > 0) {
            exporter.samplers.put(record.samplerId, record.interval);
            exporter.counts.sampling = record.interval;
        }
    }

    private void flow(ExportHeader header, Exporter exporter) {
        Exporter.Counts ofAddress = exporter.counts;
        ofAddress.records++;
        if (record.source == null || record.destination == null) {
            ofAddress.withoutAddresses++;
            return;
        }
        ofAddress.flowRecords++;
        ofAddress.seesMacs |= record.sourceMac != ExportedRecord.NONE;
        long interval = interval(header, exporter);
        if (interval > 1) {
            record.scale(interval);
        }
        ofAddress.sampling = interval;
        conversations.add(record, exporter, interval > 1, header.receivedNanos());
    }

    private long interval(ExportHeader header, Exporter exporter) {
        if (record.interval > 0) {
            return record.interval;
        }
        @Nullable Long bySampler = exporter.samplers.interval(record.samplerId);
        return bySampler != null ? bySampler : Math.max(1, header.interval());
    }

    /** Moves time forward, never back, and reports what is due. */
    public void advance(long toNanos) {
        conversations.advance(toNanos);
    }

    /**
     * Moves time to what the clock says. Where that was set back it ends what is open, as nothing would be due before
     * the clock has caught up.
     */
    public void followClock(long nowNanos) {
        if (latest.isSetBackTo(nowNanos)) {
            conversations.startAnew();
        }
        latest.saw(nowNanos);
        advance(nowNanos);
    }

    /** Ends all flows and reports them. */
    public void finish() {
        exporters.giveUpWaiting();
        conversations.finish();
    }

    /** Datagrams of any kind. */
    public long datagrams() {
        return datagrams;
    }

    /** Datagrams that are of none of the three versions. */
    public long ofUnknownVersion() {
        return ofUnknownVersion;
    }

    /** Domains, templates and flows that went to make room for others; without the kinds of which none did. */
    public Map<String, Long> evicted() {
        Map<String, Long> evicted = new TreeMap<>();
        evicted.put("exporters", exporters.forgotten());
        evicted.put("templates", templates.evicted());
        evicted.put("exported-flows", conversations.evicted());
        evicted.values().removeIf(count -> count == 0);
        return Map.copyOf(evicted);
    }

    int templates() {
        return templates.count();
    }

    /** What each exporter shows, over all its domains. */
    public List<SourceStatus> sources() {
        return exporters.sources();
    }
}
