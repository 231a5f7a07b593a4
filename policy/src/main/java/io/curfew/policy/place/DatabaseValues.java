package io.curfew.policy.place;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The data section of a MaxMind database (MaxMind DB file format 2.0, "Output Data Section"), walked by places of
 * octets, so that looking up makes no object.
 */
final class DatabaseValues {
    private static final int POINTER = 1;
    private static final int TEXT = 2;
    private static final int DOUBLE = 3;
    private static final int MAP = 7;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;
    private static final int DEEPEST = 32;

    private final byte[] octets;
    private final int base;

    /** @param base where the section begins: pointers count from there */
    DatabaseValues(byte[] octets, int base) {
        this.octets = octets;
        this.base = base;
    }

    /** Where the value of {@code key} stands in the map at {@code at}; -1 when there is no map or no such key. */
    int find(int at, byte[] key) {
        int map = followed(at);
        if (type(map) != MAP) {
            return -1;
        }
        int place = content(map);
        for (int left = size(map); left > 0; left--) {
            int name = followed(place);
            boolean isKey = type(name) == TEXT && isText(name, key);
            place = after(place, 0);
            if (isKey) {
                return place;
            }
            place = after(place, 0);
        }
        return -1;
    }

    private boolean isText(int at, byte[] text) {
        int content = content(at);
        int size = size(at);
        return size == text.length
                && content + size <= octets.length
                && Arrays.equals(octets, content, content + size, text, 0, size);
    }

    /** The text at {@code at}; empty when there is none. */
    String text(int at) {
        int value = followed(at);
        return type(value) == TEXT ? new String(octets, content(value), size(value), StandardCharsets.UTF_8) : "";
    }

    /** The two letters at {@code at} as 16 bits; 0 when there is something else. */
    int twoLetters(int at) {
        int value = followed(at);
        if (type(value) != TEXT || size(value) != 2) {
            return 0;
        }
        int content = content(value);
        return octet(content) << 8 | octet(content + 1);
    }

    /** The unsigned number at {@code at}, of at most 63 bits; 0 when there is something else. */
    long number(int at) {
        int value = followed(at);
        int type = type(value);
        boolean isNumber = type == 5 || type == 6 || type == 8 || type == 9;
        if (!isNumber || size(value) > Long.BYTES) {
            return 0;
        }
        long number = 0;
        int content = content(value);
        for (int index = 0; index < size(value); index++) {
            number = number << 8 | octet(content + index);
        }
        return number;
    }

    /** The value itself, when a pointer stands at {@code at}. */
    private int followed(int at) {
        int place = at;
        for (int step = 0; type(place) == POINTER; step++) {
            if (step == DEEPEST) {
                throw new IndexOutOfBoundsException("pointers never end");
            }
            place = base + target(place);
        }
        return place;
    }

    private int target(int at) {
        int control = octet(at);
        int high = control & 7;
        return switch (control >>> 3 & 3) {
            case 0 -> high << 8 | octet(at + 1);
            case 1 -> (high << 16 | octet(at + 1) << 8 | octet(at + 2)) + 2_048;
            case 2 -> (high << 24 | octet(at + 1) << 16 | octet(at + 2) << 8 | octet(at + 3)) + 526_336;
            default -> octet(at + 1) << 24 | octet(at + 2) << 16 | octet(at + 3) << 8 | octet(at + 4);
        };
    }

    /** The place after the value at {@code at}. */
    private int after(int at, int depth) {
        if (depth > DEEPEST) {
            throw new IndexOutOfBoundsException("values are nested too deeply");
        }
        int type = type(at);
        if (type == POINTER) {
            return at + 2 + (octet(at) >>> 3 & 3);
        }
        int place = content(at);
        return switch (type) {
            case MAP -> afterAll(place, 2L * size(at), depth);
            case ARRAY -> afterAll(place, size(at), depth);
            case BOOLEAN -> place;
            case DOUBLE -> place + Double.BYTES;
            default -> place + size(at);
        };
    }

    private int afterAll(int at, long count, int depth) {
        int place = at;
        for (long left = count; left > 0; left--) {
            place = after(place, depth + 1);
        }
        return place;
    }

    private int type(int at) {
        int type = octet(at) >>> 5;
        return type == 0 ? octet(at + 1) + 7 : type;
    }

    private int head(int at) {
        return octet(at) >>> 5 == 0 ? 2 : 1;
    }

    private int size(int at) {
        int size = octet(at) & 0x1f;
        int place = at + head(at);
        return switch (size) {
            case 29 -> 29 + octet(place);
            case 30 -> 285 + (octet(place) << 8 | octet(place + 1));
            case 31 -> 65_821 + (octet(place) << 16 | octet(place + 1) << 8 | octet(place + 2));
            default -> size;
        };
    }

    private int content(int at) {
        return at + head(at) + Math.max(0, (octet(at) & 0x1f) - 28);
    }

    private int octet(int at) {
        return octets[at] & 0xff;
    }
}
