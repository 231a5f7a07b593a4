package io.curfew.sensor.frames;

import java.io.ByteArrayOutputStream;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static io.curfew.sensor.frames.Frames.u16;
import static io.curfew.sensor.frames.Frames.u8;

/** ClientHellos of TLS, QUIC and DTLS from the inside out. */
public final class ClientHellos {
    private static final String RANDOM = "00".repeat(32);

    private ClientHellos() {}

    public static byte[] extension(int type, byte[] content) {
        return join(u16(type), u16(content.length), content);
    }

    public static byte[] serverName(String name) {
        byte[] entry = join(u8(0), u16(name.length()), text(name));
        return extension(0, join(u16(entry.length), entry));
    }

    /** Application-layer protocol negotiation (RFC 7301). */
    public static byte[] protocols(String... names) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (String name : names) {
            list.writeBytes(join(u8(name.length()), text(name)));
        }
        return extension(16, join(u16(list.size()), list.toByteArray()));
    }

    /** Something that makes a hello long, as keys that withstand quantum computers do. */
    public static byte[] padding(int octets) {
        return extension(21, new byte[octets]);
    }

    /** The handshake message with its header. */
    public static byte[] message(byte[]... extensions) {
        return messageOf("0303", "1301", extensions);
    }

    /** The handshake message of a client of {@code version} that offers {@code ciphers}, both in hexadecimal. */
    public static byte[] messageOf(String version, String ciphers, byte[]... extensions) {
        byte[] offered = hex(ciphers);
        byte[] all = join(extensions);
        byte[] body =
                join(hex(version + RANDOM + "00"), u16(offered.length), offered, hex("0100"), u16(all.length), all);
        return join(hex("0100"), u16(body.length), body);
    }

    /** One handshake record of TLS. */
    public static byte[] record(byte[] content) {
        return join(hex("160301"), u16(content.length), content);
    }

    /** A hello for a name in one record. */
    public static byte[] hello(String name) {
        return record(message(serverName(name), protocols("h2", "http/1.1")));
    }

    /** The hello of a DTLS client in one record, with an empty cookie. */
    public static byte[] datagramHello(byte[]... extensions) {
        byte[] all = join(extensions);
        byte[] body = join(hex("fefd" + RANDOM + "00" + "00" + "0002c02b" + "0100"), u16(all.length), all);
        byte[] handshake = join(hex("0100"), u16(body.length), hex("0000" + "000000" + "00"), u16(body.length), body);
        return join(hex("16feff" + "0000" + "000000000000"), u16(handshake.length), handshake);
    }
}
