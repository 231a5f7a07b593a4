package io.curfew.policy.watch;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Ja4;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.policy.Attempts;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceDay;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceKin;
import io.curfew.policy.DeviceMarks;
import io.curfew.policy.DeviceRemark;
import io.curfew.policy.watch.Sketch.Host;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What is known of a device over time. */
final class DossierTest {
    private static final Host PLUG = Host.of("00:00:5e:00:53:33", "192.0.2.33");
    private static final Host PHONE = Host.of("06:00:00:00:00:71", "192.0.2.71");
    private static final Host SAME_PHONE = Host.of("0a:00:00:00:00:72", "192.0.2.72");
    private static final String PLUG_ID = "00-00-5e-00-53-33";
    private static final String SAME_PHONE_ID = "0a-00-00-00-00-72";

    private static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                zones:
                  - { id: things,  subnets: [192.0.2.0/26],  vlans: [30] }
                  - { id: private, subnets: [192.0.2.64/26], vlans: [10] }
            devices:
              - { id: vacuum, site: lisbon, mac: "02:00:00:00:00:21", name: Robot vacuum, tags: [floor] }
            """;

    private final Watched lisbon = new Watched("lisbon", POLICY);

    private static DhcpObservation request(
            Host client, Instant at, @Nullable String hostname, @Nullable String vendorClass, Integer... options) {
        MacAddress mac = client.mac();
        if (mac == null) {
            throw new IllegalArgumentException("a client has a MAC address");
        }
        return new DhcpObservation(
                at,
                "request",
                mac,
                Host.of("0.0.0.0").port(68),
                null,
                client.ip(),
                hostname,
                vendorClass,
                List.of(options),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    private Device dossier(String id) {
        return lisbon.dossier(id);
    }

    @Test
    void whatADeviceSaysByDhcpIsKeptLatestFirst() {
        lisbon.see(request(PLUG, NOON, "IoTHub", "udhcp 1.21.1", 1, 3, 6, 12, 15, 28, 42));
        lisbon.see(request(PLUG, NOON.plusSeconds(9), "DCH-G020", "udhcp 1.21.1", 1, 3, 6, 12, 15, 28, 42));

        DeviceMarks marks = dossier(PLUG_ID).marks();

        assertThat(marks.hostnames()).containsExactly("DCH-G020", "IoTHub");
        assertThat(marks.vendorClasses()).containsExactly("udhcp 1.21.1");
        assertThat(marks.fingerprints()).containsExactly("1,3,6,12,15,28,42");
    }

    @Test
    void aListOfMarksHoldsTheLatestFew() {
        for (int index = 0; index < DeviceMarks.MOST + 2; index++) {
            lisbon.see(request(PLUG, NOON.plusSeconds(index), "name-" + index, null));
        }

        assertThat(dossier(PLUG_ID).marks().hostnames()).containsExactly("name-5", "name-4", "name-3", "name-2");
    }

    @Test
    void aNameThatIsCutKeepsItsCharactersWhole() {
        String longest = "x".repeat(DeviceMarks.LONGEST_CHARACTERS - 1);

        lisbon.see(request(PLUG, NOON, longest + "\ud83d\udca1", null));

        assertThat(dossier(PLUG_ID).marks().hostnames()).containsExactly(longest);
    }

    @Test
    void ofWhatADeviceIsCalledAndLeasedAFewAreKept() {
        String[] resolvers =
                IntStream.range(0, 200).mapToObj(last -> "192.0.2." + last).toArray(String[]::new);
        lisbon.see(request(PLUG, NOON, "x".repeat(5_000), "y".repeat(5_000)));
        lisbon.see(Sketch.ack(ROUTER, PLUG, NOON.plusSeconds(1), "z".repeat(5_000), resolvers));

        Device plug = dossier(PLUG_ID);

        assertThat(plug.hostname()).isEqualTo("z".repeat(DeviceMarks.LONGEST_CHARACTERS));
        assertThat(plug.name()).isEqualTo(plug.hostname());
        assertThat(plug.vendorClass()).isEqualTo("y".repeat(DeviceMarks.LONGEST_CHARACTERS));
        assertThat(plug.leasedResolvers()).hasSize(8).startsWith(IpAddress.parse("192.0.2.0"));
    }

    @Test
    void itsModelIsWhatItAnnouncesElseWhatItsHostNameTells() {
        lisbon.see(request(PLUG, NOON, "DCS-935L", "udhcp 1.22.1", 1, 3, 6));

        Device byHostname = dossier(PLUG_ID);
        lisbon.see(new AnnouncementObservation(
                NOON.plusSeconds(1), PLUG.port(1900), "ssdp", "uuid:1", null, "Camera/2.0"));

        assertThat(byHostname.model()).isNotNull().satisfies(model -> {
            assertThat(model.name()).isEqualTo("D-Link DCS-935L camera");
            assertThat(model.reason()).isEqualTo("its host name is DCS-935L");
        });
        assertThat(dossier(PLUG_ID).model()).isNotNull().satisfies(model -> {
            assertThat(model.name()).isEqualTo("Camera/2.0");
            assertThat(model.reason()).contains("ssdp");
        });
    }

    @Test
    void aModelThatIsOnlyASystemNamesTheMakerToo() {
        lisbon.see(request(PLUG, NOON, null, "udhcp 1.22.1", 1, 3, 6));

        assertThat(dossier(PLUG_ID).model())
                .isNotNull()
                .satisfies(model ->
                        assertThat(model.name()).isEqualTo("Embedded Linux with BusyBox, by ICANN, IANA Department"));
    }

    @Test
    void theZonesThatADeviceWasInAreKept() {
        lisbon.see(flow(PLUG, CLOUD, 443));
        lisbon.see(flow(Host.of("00:00:5e:00:53:33", "192.0.2.90"), CLOUD, 443).at(NOON.plusSeconds(60)));

        assertThat(dossier(PLUG_ID).zones()).containsExactly("private", "things");
    }

    @Test
    void attemptsAreCountedByPeerAndByDayOnceTheyEnd() {
        lisbon.see(flow(VACUUM, CLOUD, 443).number(1).start());
        lisbon.see(flow(VACUUM, CLOUD, 443).number(1).outcome(Outcome.UNANSWERED));
        lisbon.see(flow(VACUUM, CLOUD, 443).number(2).outcome(Outcome.REFUSED));
        lisbon.see(flow(VACUUM, CLOUD, 443).number(3).outcome(Outcome.REJECTED));
        lisbon.see(flow(VACUUM, CLOUD, 443).number(4).outcome(Outcome.TIMED_OUT));

        Device vacuum = dossier("vacuum");

        assertThat(vacuum.peers().getFirst().attempts()).isEqualTo(new Attempts(1, 1, 1, 1));
        assertThat(vacuum.days())
                .containsExactly(new DeviceDay(LocalDate.of(2026, 11, 2), 400, 1_200, 4, new Attempts(1, 1, 1, 1)));
    }

    @Test
    void thirtyDaysAreKeptAndALateFlowCountsOnItsOwn() {
        for (int day = 0; day < 40; day++) {
            lisbon.see(flow(VACUUM, CLOUD, 443).number(day).at(NOON.plus(Duration.ofDays(day))));
        }
        lisbon.see(flow(VACUUM, CLOUD, 443).number(99).at(NOON.plus(Duration.ofDays(38))));

        List<DeviceDay> days = dossier("vacuum").days();

        assertThat(days).hasSize(30);
        assertThat(days.getFirst().day()).isEqualTo(LocalDate.of(2026, 12, 11));
        assertThat(days.getLast().day()).isEqualTo(LocalDate.of(2026, 11, 12));
        assertThat(days).extracting(DeviceDay::flows).startsWith(1L, 2L, 1L);
    }

    @Test
    void anAddressIsResolvedWhenTheAnswerCameBeforeTheFlow() {
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));
        lisbon.see(flow(VACUUM, CLOUD, 443).number(1).at(NOON.plusSeconds(5)));
        lisbon.see(flow(VACUUM, Host.of("203.0.113.8").behind(ROUTER), 443)
                .number(2)
                .at(NOON.plusSeconds(6)));
        lisbon.see(answer(VACUUM, ROUTER, NOON.plusSeconds(7), "late.example.org", "203.0.113.8"));

        List<Device.PeerUse> peers = dossier("vacuum").peers();

        assertThat(peers).extracting(Device.PeerUse::resolved).containsExactly(NOON, null);
    }

    @Test
    void howItBeginsConnectionsIsAMark() {
        lisbon.see(flow(VACUUM, CLOUD, 443).marks(63, new Ja4("t13d1516h2_8daaf6152771_02713d6af862")));

        DeviceMarks marks = dossier("vacuum").marks();

        assertThat(marks.initialTtl()).isEqualTo(64);
        assertThat(marks.tlsFingerprints()).containsExactly("t13d1516h2_8daaf6152771_02713d6af862");
    }

    @Test
    void whatAPersonSaysComesAfterWhatThePolicySays() {
        lisbon.see(flow(VACUUM, CLOUD, 443));
        lisbon.see(flow(PLUG, CLOUD, 443));
        DeviceRemark remark = new DeviceRemark(
                "Lamp", List.of("upstairs"), "olga", DeviceRemark.Trust.LIMITED, "From the market.", List.of());

        lisbon.command(new Command.Adopt(lisbon.site(), "olga", NOON, new DeviceId(PLUG_ID), remark));
        Device plug = lisbon.device(PLUG_ID);
        lisbon.command(new Command.Adopt(lisbon.site(), "olga", NOON, new DeviceId("vacuum"), remark));
        Device vacuum = lisbon.device("vacuum");

        assertThat(plug.name()).isEqualTo("Lamp");
        assertThat(plug.tags()).containsExactly("upstairs");
        assertThat(plug.remark()).isEqualTo(remark);
        assertThat(vacuum.name()).isEqualTo("Robot vacuum");
        assertThat(vacuum.tags()).containsExactly("floor", "upstairs");
    }

    @Test
    void aRemarkAboutADeviceThatWasNotSeenWaitsForIt() {
        DeviceRemark remark = new DeviceRemark("Lamp", List.of(), null, null, "", List.of());
        lisbon.command(new Command.Adopt(lisbon.site(), "olga", NOON, new DeviceId(PLUG_ID), remark));

        assertThat(lisbon.latest().devices()).isEmpty();
        lisbon.see(flow(PLUG, CLOUD, 443));

        assertThat(dossier(PLUG_ID).name()).isEqualTo("Lamp");
    }

    @Test
    void aPhoneWithANewMacAddressIsProbablyTheSame() {
        lisbon.see(request(PHONE, NOON, "Annas-Phone", "android-dhcp-14", 1, 3, 6, 15, 26));
        Instant nextDay = NOON.plus(Duration.ofDays(1));
        lisbon.see(request(SAME_PHONE, nextDay, "Annas-Phone", "android-dhcp-14", 1, 3, 6, 15, 26));

        List<DeviceKin> kin = dossier(SAME_PHONE_ID).kin();

        assertThat(kin).singleElement().satisfies(other -> {
            assertThat(other.device()).isEqualTo(new DeviceId("06-00-00-00-00-71"));
            assertThat(other.reasons())
                    .containsExactly(
                            "the same host name (Annas-Phone)",
                            "the same DHCP fingerprint (1,3,6,15,26)",
                            "the same vendor class (android-dhcp-14)",
                            "never seen at the same time");
        });
        assertThat(dossier(SAME_PHONE_ID).firstSeen()).isEqualTo(nextDay);
    }

    @Test
    void devicesOfOneKindAreNotTheSame() {
        lisbon.see(request(PHONE, NOON, "iPhone", null, 1, 121, 3, 6));
        lisbon.see(request(SAME_PHONE, NOON.plus(Duration.ofDays(1)), "iPhone", null, 1, 121, 3, 6));

        assertThat(dossier(SAME_PHONE_ID).kin()).isEmpty();
    }

    @Test
    void twoAtTheSameTimeAreTwo() {
        lisbon.see(request(PHONE, NOON, "Annas-Phone", null, 1, 3, 6));
        lisbon.see(request(SAME_PHONE, NOON.plusSeconds(10), "Annas-Phone", null, 1, 3, 6));
        lisbon.see(flow(PHONE, CLOUD, 443).number(1).at(NOON.plusSeconds(600)));
        lisbon.see(flow(SAME_PHONE, CLOUD, 443).number(2).at(NOON.plusSeconds(620)));

        assertThat(dossier(SAME_PHONE_ID).kin()).isEmpty();
    }

    @Test
    void devicesWithTheirMakersMacAddressesAreNeverGrouped() {
        Host other = Host.of("00:00:5e:00:53:34", "192.0.2.34");
        lisbon.see(request(PLUG, NOON, "Kitchen-plug", null, 1, 3));
        lisbon.see(request(other, NOON.plus(Duration.ofDays(1)), "Kitchen-plug", null, 1, 3));

        assertThat(dossier("00-00-5e-00-53-34").kin()).isEmpty();
    }

    @Test
    void aDeviceKnownByItsAddressAlonePointsAtTheOneThatHasIt() {
        lisbon.see(answer(PLUG.unframed(), Host.of("0.0.0.0"), NOON, "cloud.example.org", "203.0.113.9"));
        lisbon.see(arp(PLUG, NOON.plusSeconds(1)));

        assertThat(dossier("ip-192.0.2.33").kin()).singleElement().satisfies(kin -> {
            assertThat(kin.device()).isEqualTo(new DeviceId(PLUG_ID));
            assertThat(kin.reasons()).containsExactly("192.0.2.33 is its address");
        });
        assertThat(dossier(PLUG_ID).kin()).extracting(DeviceKin::device).containsExactly(new DeviceId("ip-192.0.2.33"));
    }
}
