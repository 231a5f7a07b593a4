package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads DNS messages; keeps at most {@value #MOST_ANSWERS} answers of one. */
final class DnsMessageReader {
    static final int HEADER_OCTETS = 12;

    private static final int MOST_ANSWERS = 512;
    private static final int RESPONSE = 0x8000;

    private DnsMessageReader() {}

    /**
     * Reads the message from {@code start} to before {@code end}; absent when it has no question or the question is
     * broken.
     */
    static @Nullable DnsMessage read(byte[] octets, int start, int end) {
        DnsCursor cursor = new DnsCursor(octets, start, end);
        int id = cursor.u16();
        int flags = cursor.u16();
        int questions = cursor.u16();
        int answers = cursor.u16();
        cursor.u32();
        if (cursor.isBroken() || questions == 0) {
            return null;
        }
        DomainName name = cursor.name();
        int type = cursor.u16();
        cursor.u16();
        if (cursor.isBroken()) {
            return null;
        }
        for (int more = 1; more < questions && !cursor.isBroken(); more++) {
            cursor.name();
            cursor.u32();
        }
        boolean isResponse = (flags & RESPONSE) != 0;
        List<Answer> records = isResponse ? answers(cursor, Math.min(answers, MOST_ANSWERS)) : List.of();
        return new DnsMessage(id, isResponse, flags >>> 11 & 0xf, flags & 0xf, name, type, records);
    }

    private static List<Answer> answers(DnsCursor cursor, int count) {
        List<Answer> answers = new ArrayList<>(Math.min(count, 16));
        records(cursor, count, (owner, ownerAt, type, ttlSeconds, data, length) -> {
            String text = RecordData.text(type, data, length);
            if (!data.isBroken()) {
                answers.add(new Answer(owner, DnsNumbers.type(type), text, ttlSeconds));
            }
        });
        return answers;
    }

    /** Takes a record; reads its data from the cursor, as far as it likes. */
    @FunctionalInterface
    interface RecordSink {
        /**
         * @param ownerAt where the owner's name stands in the message
         * @param length octets of data
         */
        void record(DomainName owner, int ownerAt, int type, long ttlSeconds, DnsCursor data, int length);
    }

    /** Hands over the records that stand at the cursor, up to the first that is broken. */
    private static void records(DnsCursor cursor, int count, RecordSink sink) {
        for (int index = 0; index < count; index++) {
            int ownerAt = cursor.position();
            DomainName owner = cursor.name();
            int type = cursor.u16();
            cursor.u16();
            long ttlSeconds = cursor.u32();
            int length = cursor.u16();
            if (!cursor.has(length)) {
                return;
            }
            int behind = cursor.position() + length;
            sink.record(owner, ownerAt, type, ttlSeconds, cursor, length);
            if (cursor.isBroken()) {
                return;
            }
            cursor.moveTo(behind);
        }
    }

    /**
     * Hands over the answers and the additional records of a response, at most {@value #MOST_ANSWERS} of each section;
     * none of a question. A response of multicast DNS has no question.
     */
    static void responseRecords(byte[] octets, int start, int end, RecordSink sink) {
        DnsCursor cursor = new DnsCursor(octets, start, end);
        cursor.u16();
        int flags = cursor.u16();
        int questions = cursor.u16();
        int answers = cursor.u16();
        int authorities = cursor.u16();
        int additional = cursor.u16();
        if (cursor.isBroken() || (flags & RESPONSE) == 0 || (flags >>> 11 & 0xf) != DnsMessage.QUERY) {
            return;
        }
        for (int question = 0; question < questions && !cursor.isBroken(); question++) {
            cursor.name();
            cursor.u32();
        }
        records(cursor, Math.min(answers, MOST_ANSWERS), sink);
        records(cursor, Math.min(authorities, MOST_ANSWERS), (owner, ownerAt, type, ttlSeconds, data, length) -> {});
        records(cursor, Math.min(additional, MOST_ANSWERS), sink);
    }
}
