package io.curfew.sensor.dns;

import io.curfew.events.AnnouncementObservation;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.frames.DnsMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.curfew.sensor.frames.DnsMessages.A;
import static io.curfew.sensor.frames.DnsMessages.AAAA;
import static io.curfew.sensor.frames.DnsMessages.PTR;
import static io.curfew.sensor.frames.DnsMessages.SRV;
import static io.curfew.sensor.frames.DnsMessages.TXT;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.ip;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.u16;
import static org.assertj.core.api.Assertions.assertThat;

/** The capture {@code announcements} shows a whole service; here is what else messages may hold. */
class LocalNamesTest {
    private static final String INSTANCE = "Camera._hap._tcp.local";

    @ParameterizedTest
    @CsvSource({
        "md=Cam 2,Cam 2",
        "am=AppleTV3_2 md=0.1.2,AppleTV3_2",
        "md=0.1.2 am=AppleTV3_2,AppleTV3_2",
        "MODEL=Mac14_3,Mac14_3",
        "ty=Printer 9 md=x,Printer 9",
        "modelid=BSB002,BSB002",
        "model= md=x,x",
    })
    void theModelIsUnderTheKeyOfTheVendor(String pairs, String model) {
        String[] strings = pairs.split(" (?=[a-z]+=)");

        List<AnnouncementObservation> announced =
                read(DnsMessages.multicast(List.of(), List.of(txt(DnsMessages.strings(strings)))));

        assertThat(announced)
                .singleElement()
                .extracting(AnnouncementObservation::model)
                .isEqualTo(model);
    }

    @Test
    void anInstanceOfASubtypeIsOneOfItsType() {
        byte[] pointer = DnsMessages.record("_x._sub._hap._tcp.local", PTR, 120, DnsMessages.name(INSTANCE));

        assertThat(read(DnsMessages.multicast(List.of(pointer), List.of())))
                .singleElement()
                .satisfies(announcement -> {
                    assertThat(announcement.name()).isEqualTo("Camera");
                    assertThat(announcement.service()).isEqualTo("_hap._tcp.local");
                });
    }

    @Test
    void aListOfTypesAndAReversePointerAreNoInstances() {
        byte[] listing =
                DnsMessages.record("_services._dns-sd._udp.local", PTR, 120, DnsMessages.name("_hap._tcp.local"));
        byte[] reverse = DnsMessages.record("21.2.0.192.in-addr.arpa", PTR, 120, DnsMessages.name("camera.local"));

        assertThat(read(DnsMessages.multicast(List.of(listing, reverse), List.of())))
                .isEmpty();
    }

    @Test
    void aGoodByeAnnouncesNothing() {
        byte[] pointer = DnsMessages.record("_hap._tcp.local", PTR, 0, DnsMessages.name(INSTANCE));

        assertThat(read(DnsMessages.multicast(List.of(pointer), List.of()))).isEmpty();
    }

    @Test
    void whatAnAskerKnowsOfOthersIsNotItsAnnouncement() {
        byte[] known = DnsMessages.record("_hap._tcp.local", PTR, 120, DnsMessages.name(INSTANCE));
        byte[] question = DnsMessages.multicast(List.of(known), List.of());
        question[2] = 0;

        assertThat(read(question)).isEmpty();
    }

    @Test
    void whatComesFromAnotherPortIsNoResponse() {
        PacketFacts packet = packet(DnsMessages.multicast(List.of(txt(DnsMessages.strings("md=x"))), List.of()));
        packet.sourcePort = 40_000;
        packet.destinationPort = 5353;

        List<AnnouncementObservation> announced = new ArrayList<>();
        LocalNames.read(packet, announced::add);

        assertThat(announced).isEmpty();
    }

    @Test
    void aHostThatGivesAServiceIsNotAnnouncedAgain() {
        byte[] service = DnsMessages.record(INSTANCE, SRV, 120, DnsMessages.service(80, "camera.local"));
        byte[] v4 = DnsMessages.record("camera.local", A, 120, ip("192.0.2.21"));
        byte[] v6 = DnsMessages.record("camera.local", AAAA, 120, ip("2001:db8::21"));
        byte[] other = DnsMessages.record("Desk.local", A, 120, ip("192.0.2.22"));

        List<AnnouncementObservation> announced =
                read(DnsMessages.multicast(List.of(service, other), List.of(v4, v6, v6)));

        assertThat(announced).extracting(AnnouncementObservation::name).containsExactly("Camera", "Desk");
        assertThat(announced.getFirst().addresses())
                .extracting(Object::toString)
                .containsExactly("192.0.2.21", "2001:db8::21");
    }

    @Test
    void aBrokenRecordEndsTheReading() {
        byte[] whole = DnsMessages.multicast(
                List.of(txt(DnsMessages.strings("md=x")), DnsMessages.record("camera.local", A, 120, ip("192.0.2.21"))),
                List.of());

        assertThat(read(Arrays.copyOf(whole, whole.length - 1)))
                .extracting(AnnouncementObservation::name)
                .containsExactly("Camera");
    }

    @Test
    void aStringLongerThanItsRecordIsCut() {
        byte[] lying = txt(join(hex("ff"), hex("6d643d78")));

        assertThat(read(DnsMessages.multicast(List.of(lying), List.of(txt(DnsMessages.strings("md=y"))))))
                .singleElement()
                .extracting(AnnouncementObservation::model)
                .isEqualTo("y");
    }

    @Test
    void whatIsKeptOfAMessageIsBounded() {
        List<byte[]> records = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            records.add(DnsMessages.record("i" + number + "._hap._tcp.local", TXT, 1, DnsMessages.strings("md=x")));
            records.add(DnsMessages.record("h" + number + ".local", A, 1, ip("192.0.2.21")));
            records.add(DnsMessages.record("h.local", A, 1, join(hex("c000"), u16(number))));
        }

        List<AnnouncementObservation> announced = read(DnsMessages.multicast(records, List.of()));

        assertThat(announced)
                .hasSize(128)
                .allSatisfy(announcement -> assertThat(announcement.addresses()).hasSizeLessThanOrEqualTo(8));
    }

    private static byte[] txt(byte[] data) {
        return DnsMessages.record(INSTANCE, TXT, 120, data);
    }

    private static List<AnnouncementObservation> read(byte[] message) {
        List<AnnouncementObservation> announced = new ArrayList<>();
        LocalNames.read(packet(message), announced::add);
        return announced;
    }

    private static PacketFacts packet(byte[] message) {
        PacketFacts packet = new PacketFacts();
        packet.sourcePort = 5353;
        packet.payload = message;
        packet.payloadLength = message.length;
        return packet;
    }
}
