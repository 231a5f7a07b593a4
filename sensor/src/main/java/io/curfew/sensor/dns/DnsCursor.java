package io.curfew.sensor.dns;

import io.curfew.events.DomainName;
import io.curfew.sensor.decode.Octets;

import java.nio.charset.StandardCharsets;

/**
 * A place in a DNS message that moves on as it is read. Asking for more than there is makes it {@link #isBroken}, and
 * gives zeros from then on.
 */
final class DnsCursor {
    private static final int LONGEST_NAME_OCTETS = 255;
    private static final int LONGEST_LABEL_OCTETS = 63;
    private static final int MOST_POINTERS = 128;

    private final byte[] octets;
    private final int start;
    private final int end;
    private final NameText text = new NameText();
    private int at;
    private boolean broken;

    /** The message lies from {@code start} to before {@code end}. */
    DnsCursor(byte[] octets, int start, int end) {
        this.octets = octets;
        this.start = start;
        this.end = end;
        this.at = start;
    }

    boolean isBroken() {
        return broken;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean has(int count) {
        if (end - at < count || count < 0) {
            broken = true;
        }
        return !broken;
    }

    int u8() {
        return has(1) ? Octets.u8(octets, at++) : 0;
    }

    int u16() {
        if (!has(2)) {
            return 0;
        }
        at += 2;
        return Octets.u16(octets, at - 2);
    }

    long u32() {
        if (!has(4)) {
            return 0;
        }
        at += 4;
        return Octets.u32(octets, at - 4);
    }

    byte[] octets(int count) {
        if (!has(count)) {
            return new byte[0];
        }
        byte[] copy = new byte[count];
        System.arraycopy(octets, at, copy, 0, count);
        at += count;
        return copy;
    }

    /** A name with compression (RFC 1035, section 4.1.4); pointers go backwards, so they end. */
    DomainName name() {
        text.clear();
        int readAt = at;
        int pointers = 0;
        int nameOctets = 1;
        while (true) {
            if (readAt >= end) {
                return brokenName();
            }
            int length = Octets.u8(octets, readAt++);
            if (length == 0) {
                break;
            }
            if (length > LONGEST_LABEL_OCTETS) {
                boolean isPointer = length >>> 6 == 3 && readAt < end;
                int target = isPointer ? start + ((length & 0x3f) << 8 | Octets.u8(octets, readAt)) : end;
                if (!isPointer || ++pointers > MOST_POINTERS || target >= readAt - 1) {
                    return brokenName();
                }
                at = pointers == 1 ? readAt + 1 : at;
                readAt = target;
                continue;
            }
            nameOctets += length + 1;
            if (end - readAt < length || nameOctets > LONGEST_NAME_OCTETS) {
                return brokenName();
            }
            text.label(octets, readAt, length);
            readAt += length;
        }
        at = pointers == 0 ? readAt : at;
        return new DomainName(text.toString());
    }

    /**
     * The first label of the name at {@code position}, its letters as they were sent; empty for the root. Only for a
     * name that {@link #name} has read.
     */
    String firstLabel(int position) {
        int readAt = position;
        int length = Octets.u8(octets, readAt);
        while (length > LONGEST_LABEL_OCTETS) {
            readAt = start + ((length & 0x3f) << 8 | Octets.u8(octets, readAt + 1));
            length = Octets.u8(octets, readAt);
        }
        return new String(octets, readAt + 1, length, StandardCharsets.UTF_8);
    }

    /** Passes over a name without following it. */
    void skipName() {
        while (has(1)) {
            int length = Octets.u8(octets, at++);
            if (length > LONGEST_LABEL_OCTETS) {
                // A pointer ends the name with its second octet; nothing else may stand here.
                broken |= length >>> 6 != 3;
                skip(1);
                return;
            }
            if (length == 0) {
                return;
            }
            skip(length);
        }
    }

    /** Passes over octets. */
    void skip(int count) {
        if (has(count)) {
            at += count;
        }
    }

    private DomainName brokenName() {
        broken = true;
        return DnsText.ROOT;
    }
}
