package io.curfew.sensor.fuzz;

import io.curfew.sensor.frames.ClientHellos;
import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.frames.QuicPackets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What fuzzing begins with, where no recording has it. */
public final class FuzzSeeds {
    static final byte[] NOTIFY = Frames.text("""
            NOTIFY * HTTP/1.1
            HOST: 239.255.255.250:1900
            NTS: ssdp:alive
            NT: upnp:rootdevice
            USN: uuid:1::upnp:rootdevice
            SERVER: Linux UPnP/1.0 Camera/1
            LOCATION: http://192.0.2.21:80/d.xml

            """.replace("\n", "\r\n"));

    static final byte[] SOLICIT =
            Frames.hex("01010203 0001 000a 0003 0001 020000000021 0006 0004 0017 0027 0008 0002 0000");

    static final byte[] CLIENT_HELLO = Conversations.inOneSegment(ClientHellos.hello("example.org"));

    static final byte[] HTTP_1 = Conversations.inOneSegment(Frames.text("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"));

    static final byte[] HTTP_2 = Conversations.inOneSegment(
            Frames.join(Frames.text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Frames.hex("000000 04 00 00000000")));

    static final byte[] DNSMASQ_LOG = Frames.text("""
            Nov  1 11:59:00 dnsmasq[1]: 1 192.0.2.21/40001 query[A] a.example.org from 192.0.2.21
            Nov  1 11:59:00 dnsmasq[1]: 1 192.0.2.21/40001 reply a.example.org is <CNAME>
            Nov  1 11:59:00 dnsmasq[1]: 1 192.0.2.21/40001 reply b.example.org is 203.0.113.7
            Nov  1 11:59:00 dnsmasq-dhcp[1]: 7 DHCPACK(br0) 192.0.2.21 02:00:00:00:00:21 vacuum
            Nov  1 11:59:00 dnsmasq-dhcp[1]: 7 sent size:  4 option: 51 lease-time  1h
            """);

    static final byte[] ADGUARD_LOG = Frames.text("""
            {"T":"2026-11-01T12:00:00Z","QH":"a.example.org","QT":"A","CP":"doh","IP":"192.0.2.21",\
            "Answer":"EjSBgAABAAAAAAAAAWEHZXhhbXBsZQNvcmcAAAEAAQ==","Result":{"IsFiltered":true,"Reason":3},"Elapsed":1}
            """);

    static final byte[] BIND_LOG = Frames.text("""
            01-Nov-2026 11:59:00.250 client @0x7f01 192.0.2.21#51234 (a.org): query: a.org IN A +E(0)K (192.0.2.1)
            01-Nov-2026 11:59:00.251 client @0x7f01 192.0.2.21#51234 (a.org): rpz QNAME NXDOMAIN rewrite a.org/A/IN via z
            """);

    static final byte[] ZEEK_LOG = Frames.text("""
            #path\tdns
            #fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\trtt\tquery\tqtype\tqtype_name\trcode_name\tanswers\tTTLs
            1793534340.25\t192.0.2.21\t40000\t192.0.2.1\t53\tudp\t0.2\ta.example.org\t1\tA\tNOERROR\tb.org,192.0.2.9\t6.0,3.0
            {"ts":1793534340.25,"uid":"C","id.orig_h":"192.0.2.21","id.resp_h":"192.0.2.1","proto":"udp","conn_state":"SF"}
            """);

    private static final byte[] CONNECTION = Frames.hex("8394c8f03e515708");
    private static final int FULL_OCTETS = 1_162;

    private FuzzSeeds() {}

    /** One CRYPTO frame with a whole hello: what lies within a QUIC Initial packet. */
    static List<byte[]> quicFrames() {
        byte[] hello = ClientHellos.message(ClientHellos.serverName("example.org"));
        return List.of(QuicPackets.crypto(hello, 0, hello.length));
    }

    static List<byte[]> initials() {
        return quicFrames().stream().map(FuzzSeeds::initial).toList();
    }

    /**
     * The frames in a QUIC Initial packet as its sender seals it: an octet that was changed behind that is not read.
     */
    static byte[] initial(byte[] frames) {
        return QuicPackets.initial(QuicPackets.Version.ONE, CONNECTION, 0, FULL_OCTETS, frames);
    }

    /** Prints the targets' names; with a folder, writes the seeds of each into a folder of its name. */
    public static void main(String[] arguments) throws IOException {
        for (FuzzTarget target : FuzzTarget.ALL) {
            System.out.println(target.name());
            if (arguments.length > 0) {
                Path folder = Files.createDirectories(Path.of(arguments[0], target.name()));
                List<byte[]> seeds = target.seeds().get();
                for (int seed = 0; seed < seeds.size(); seed++) {
                    Files.write(folder.resolve("seed-" + seed), seeds.get(seed));
                }
            }
        }
    }
}
