package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;
import io.curfew.sensor.decode.Octets;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads DNS messages; keeps at most {@value #MOST_ANSWERS} answers of one, {@value #MOST_CHARACTERS} characters in all,
 * so that compression cannot make much of little.
 */
final class DnsMessageReader {
    static final int HEADER_OCTETS = 12;
    static final int MOST_ANSWERS = 512;
    static final int MOST_CHARACTERS = 65_536;

    private static final int RESPONSE = 0x8000;

    private DnsMessageReader() {}

    /** True when the message from {@code start} to before {@code end} says that it is a response. */
    static boolean isResponse(byte[] octets, int start, int end) {
        return end - start >= HEADER_OCTETS && (Octets.u16(octets, start + 2) & RESPONSE) != 0;
    }

    /**
     * Reads the message from {@code start} to before {@code end}; absent when it has no question or the question is
     * broken.
     */
    static @Nullable DnsMessage read(byte[] octets, int start, int end) {
        DnsCursor cursor = new DnsCursor(octets, start, end);
        Header header = Header.read(cursor);
        if (cursor.isBroken() || header.questions() == 0) {
            return null;
        }
        DomainName name = cursor.name();
        int type = cursor.u16();
        cursor.u16();
        if (cursor.isBroken()) {
            return null;
        }
        List<Answer> records = List.of();
        Options options = Options.NONE;
        if (header.isResponse()) {
            for (int more = 1; more < header.questions() && !cursor.isBroken(); more++) {
                cursor.skipName();
                cursor.skip(4);
            }
            int read = Math.min(header.answers(), MOST_ANSWERS);
            Answers kept = new Answers();
            records(cursor, read, kept);
            records = kept.answers;
            options = Options.read(cursor, header.answers() - read + header.authorities(), header.additional());
        }
        return new DnsMessage(
                header.id(),
                header.isResponse(),
                header.operation(),
                options.upperCode() | header.code(),
                name,
                type,
                records,
                options.isFiltered());
    }

    /** Reads the message from {@code start} to before {@code end}; absent when it is something else. */
    static @Nullable BareError readBareError(byte[] octets, int start, int end) {
        DnsCursor cursor = new DnsCursor(octets, start, end);
        Header header = Header.read(cursor);
        boolean isOfQuestion = header.isResponse() && header.operation() == DnsMessage.QUERY;
        if (cursor.isBroken() || !isOfQuestion || header.questions() != 0) {
            return null;
        }
        Options options = Options.read(cursor, header.answers() + header.authorities(), header.additional());
        int code = options.upperCode() | header.code();
        return code == 0 ? null : new BareError(header.id(), code, options.isFiltered());
    }

    /** What each message begins with (RFC 1035, section 4.1.1). */
    private record Header(int id, int flags, int questions, int answers, int authorities, int additional) {
        static Header read(DnsCursor cursor) {
            return new Header(cursor.u16(), cursor.u16(), cursor.u16(), cursor.u16(), cursor.u16(), cursor.u16());
        }

        boolean isResponse() {
            return (flags & RESPONSE) != 0;
        }

        int operation() {
            return flags >>> 11 & 0xf;
        }

        int code() {
            return flags & 0xf;
        }
    }

    /** The answers, as long as there is room for their text. */
    private static final class Answers implements RecordSink {
        private final List<Answer> answers = new ArrayList<>();
        private int characters;

        @Override
        public void record(DomainName owner, int ownerAt, int type, long ttlSeconds, DnsCursor data, int length) {
            if (characters >= MOST_CHARACTERS) {
                return;
            }
            String text = RecordData.text(type, data, length);
            if (!data.isBroken()) {
                answers.add(new Answer(owner, DnsNumbers.type(type), text, ttlSeconds));
                characters += owner.value().length() + text.length();
            }
        }
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
        Header header = Header.read(cursor);
        if (cursor.isBroken() || !header.isResponse() || header.operation() != DnsMessage.QUERY) {
            return;
        }
        for (int question = 0; question < header.questions() && !cursor.isBroken(); question++) {
            cursor.skipName();
            cursor.skip(4);
        }
        records(cursor, Math.min(header.answers(), MOST_ANSWERS), sink);
        records(
                cursor,
                Math.min(header.authorities(), MOST_ANSWERS),
                (owner, ownerAt, type, ttlSeconds, data, length) -> {});
        records(cursor, Math.min(header.additional(), MOST_ANSWERS), sink);
    }
}
