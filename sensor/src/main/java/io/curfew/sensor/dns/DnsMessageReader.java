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
        boolean isResponse = (flags & 0x8000) != 0;
        List<Answer> records = isResponse ? answers(cursor, Math.min(answers, MOST_ANSWERS)) : List.of();
        return new DnsMessage(id, isResponse, flags >>> 11 & 0xf, flags & 0xf, name, type, records);
    }

    private static List<Answer> answers(DnsCursor cursor, int count) {
        List<Answer> answers = new ArrayList<>(Math.min(count, 16));
        for (int index = 0; index < count; index++) {
            DomainName name = cursor.name();
            int type = cursor.u16();
            cursor.u16();
            long ttlSeconds = cursor.u32();
            int length = cursor.u16();
            if (!cursor.has(length)) {
                break;
            }
            int behind = cursor.position() + length;
            String data = RecordData.text(type, cursor, length);
            if (cursor.isBroken()) {
                break;
            }
            answers.add(new Answer(name, DnsNumbers.type(type), data, ttlSeconds));
            cursor.moveTo(behind);
        }
        return answers;
    }
}
