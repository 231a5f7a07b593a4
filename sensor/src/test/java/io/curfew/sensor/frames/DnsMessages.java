package io.curfew.sensor.frames;

import java.util.List;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static io.curfew.sensor.frames.Frames.u16;
import static io.curfew.sensor.frames.Frames.u32;
import static io.curfew.sensor.frames.Frames.u8;

/** DNS messages of one question. */
public final class DnsMessages {
    public static final int A = 1;
    public static final int CNAME = 5;
    public static final int PTR = 12;
    public static final int TXT = 16;
    public static final int AAAA = 28;
    public static final int SRV = 33;

    private DnsMessages() {}

    public static byte[] question(int id, String name, int type) {
        return join(u16(id), hex("0100 0001 0000 0000 0000"), name(name), u16(type), u16(1));
    }

    /** @param records made by {@link #record} */
    public static byte[] answer(int id, int responseCode, String name, int type, byte[]... records) {
        return join(
                u16(id),
                u16(0x8180 | responseCode),
                u16(1),
                u16(records.length),
                u32(0),
                name(name),
                u16(type),
                u16(1),
                join(records));
    }

    /** A response of multicast DNS: no question, and records in the answer and the additional section. */
    public static byte[] multicast(List<byte[]> answers, List<byte[]> additional) {
        return join(
                u16(0),
                u16(0x8400),
                u16(0),
                u16(answers.size()),
                u16(0),
                u16(additional.size()),
                join(answers.toArray(byte[][]::new)),
                join(additional.toArray(byte[][]::new)));
    }

    /** The data of an SRV record. */
    public static byte[] service(int port, String host) {
        return join(u16(0), u16(0), u16(port), name(host));
    }

    /** The data of a TXT record. */
    public static byte[] strings(String... strings) {
        byte[] octets = {};
        for (String string : strings) {
            octets = join(octets, u8(string.length()), text(string));
        }
        return octets;
    }

    public static byte[] record(String owner, int type, long ttlSeconds, byte[] data) {
        return join(name(owner), u16(type), u16(1), u32(ttlSeconds), u16(data.length), data);
    }

    public static byte[] name(String dotted) {
        byte[] octets = {};
        for (String label : dotted.split("\\.", -1)) {
            octets = join(octets, u8(label.length()), text(label));
        }
        return join(octets, u8(0));
    }
}
