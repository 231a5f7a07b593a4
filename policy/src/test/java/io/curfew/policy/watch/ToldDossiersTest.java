package io.curfew.policy.watch;

import io.curfew.events.NtpObservation;
import io.curfew.policy.Device;
import io.curfew.policy.Peer;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static io.curfew.policy.watch.Sketch.reply;
import static io.curfew.policy.watch.VacuumHome.CLOUD;
import static io.curfew.policy.watch.VacuumHome.POLICY;
import static io.curfew.policy.watch.VacuumHome.ROUTER;
import static io.curfew.policy.watch.VacuumHome.VACUUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** When dossiers are told of, and what they keep. */
final class ToldDossiersTest {
    private final Watched site = new Watched("lisbon", POLICY);

    @Test
    void aNewFactAboutADeviceIsPublishedAtOnce() {
        site.see(ack(ROUTER, VACUUM, NOON, "rockrobo", "192.0.2.1"));

        assertThat(site.latest().devices()).singleElement().satisfies(device -> {
            assertThat(device.hostname()).isEqualTo("rockrobo");
            assertThat(device.name()).isEqualTo("Robot vacuum");
            assertThat(device.listed()).isTrue();
            assertThat(device.leasedResolvers()).containsExactly(ROUTER.ip());
        });
    }

    @Test
    void aDossierSaysWhoMadeTheDevice() {
        Host plug = Host.of("00:17:88:24:76:ff", "192.0.2.33");
        site.see(ack(ROUTER, VACUUM, NOON, "rockrobo"));
        site.see(ack(ROUTER, plug, NOON, "lamp"));

        assertThat(site.device("00-17-88-24-76-ff").vendor()).isEqualTo("Philips Lighting BV");
        assertThat(site.device("00-17-88-24-76-ff").randomised()).isFalse();
        assertThat(site.device("vacuum").vendor()).isNull();
        assertThat(site.device("vacuum").randomised()).isTrue();
    }

    @Test
    void theOlderOfTwoDevicesIsToldToBeProbablyTheSameToo() {
        Host phone = Host.of("06:00:00:00:00:71", "192.0.2.71");
        Host again = Host.of("0a:00:00:00:00:72", "192.0.2.72");
        site.see(ack(ROUTER, phone, NOON, "annas-phone"));
        site.see(flow(VACUUM, CLOUD, 443).at(NOON.plus(Duration.ofMinutes(30))));
        Instant nextDay = NOON.plus(Duration.ofDays(1));
        site.see(ack(ROUTER, again, nextDay, "annas-phone"));

        assertThat(site.latest().devices())
                .filteredOn(device -> !device.kin().isEmpty())
                .extracting(device -> device.id().value())
                .containsExactlyInAnyOrder("0a-00-00-00-00-72", "06-00-00-00-00-71");
    }

    @Test
    void whatAFlowCarriedBeforeAnybodyListenedIsNotCountedNow() {
        site.see(flow(VACUUM, CLOUD, 8_883)
                .at(NOON)
                .lasting(Duration.ofDays(10))
                .update()
                .sending(2_000_000_000L, 2_000_000));
        site.see(flow(VACUUM, CLOUD, 8_883)
                .at(NOON.plusSeconds(60))
                .lasting(Duration.ofDays(10).plusSeconds(60))
                .update()
                .sending(2_000_001_000L, 2_000_010));

        assertThat(site.dossier("vacuum").peers())
                .filteredOn(peer -> CLOUD.ip().equals(peer.peer().ip()))
                .singleElement()
                .satisfies(peer -> assertThat(peer.bytesSent()).isEqualTo(1_000));
    }

    @Test
    void aTimeServerThatThePolicyNamesByNameIsThePolicys() {
        Watched named = new Watched("lisbon", """
                curfew: 1
                sites:
                  - id: lisbon
                    timeServers: ["*.pool.ntp.example"]
                    zones: [ { id: things, subnets: [192.0.2.0/26] } ]
                """);
        Host server = Host.of("203.0.113.123").behind(ROUTER);
        Host other = Host.of("203.0.113.124").behind(ROUTER);
        named.see(answer(VACUUM, ROUTER, NOON, "0.pool.ntp.example", "203.0.113.123"));
        named.see(new NtpObservation(NOON, VACUUM.port(123), server.port(123), 3, 4, 0));
        named.see(new NtpObservation(NOON, VACUUM.port(123), other.port(123), 3, 4, 0));

        assertThat(named.dossier("02-00-00-00-00-21").timeServersUsed())
                .extracting(Device.ServerUse::ip, Device.ServerUse::allowed)
                .containsExactlyInAnyOrder(tuple(server.ip(), true), tuple(other.ip(), false));
    }

    @Test
    void leasesOfBothIpVersionsStandBesideEachOther() {
        site.see(ack(ROUTER, VACUUM, NOON, "rockrobo", "192.0.2.1"));
        site.see(reply(ROUTER, VACUUM.mac(), NOON, "other.example.org", List.of(), "2001:db8::1", "2001:db8::2"));
        site.see(reply(ROUTER, VACUUM.mac(), NOON.plusSeconds(1), null, List.of(), "2001:db8::3"));
        site.see(ack(ROUTER, VACUUM, NOON.plusSeconds(2), "rockrobo", "192.0.2.2"));

        assertThat(site.device("vacuum").hostname()).isEqualTo("rockrobo");
        assertThat(site.device("vacuum").leasedResolvers())
                .extracting(Object::toString)
                .containsExactly("192.0.2.2", "2001:db8::3");
    }

    @Test
    void theNameOfADhcpV6LeaseIsBetterThanNone() {
        site.see(reply(ROUTER, VACUUM.mac(), NOON, "rockrobo.example.org", List.of()));

        assertThat(site.device("vacuum").hostname()).isEqualTo("rockrobo.example.org");
    }

    @Test
    void whatADeviceDoesAgainAndAgainIsPublishedAboutEachFiveMinutesOfEventTime() {
        site.see(answer(VACUUM, ROUTER, NOON, "api.example", "203.0.113.9"));

        int published = 0;
        int second = 0;
        while (published < 3 && second < 1_000) {
            second++;
            site.see(flow(VACUUM, CLOUD, 443).number(second).at(NOON.plusSeconds(second)));
            published += (int) site.latest().devices().stream()
                    .filter(device -> device.id().value().equals("vacuum"))
                    .count();
        }

        long seconds = second;
        assertThat(seconds).isBetween(600L, 640L);
        Device vacuum = site.device("vacuum");
        assertThat(vacuum.names()).extracting(use -> use.name().value()).containsExactly("api.example");
        assertThat(vacuum.resolversUsed()).singleElement().satisfies(use -> {
            assertThat(use.ip()).isEqualTo(ROUTER.ip());
            assertThat(use.allowed()).isTrue();
        });
        assertThat(vacuum.peers())
                .filteredOn(use -> use.service().equals("https"))
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.flows()).isEqualTo(seconds);
                    assertThat(use.bytesSent()).isEqualTo(100 * seconds);
                    assertThat(use.verdict()).isEqualTo("violation");
                    assertThat(use.peer().nameSource()).isEqualTo(Peer.NameSource.ANSWER_TO_DEVICE);
                });
    }

    @Test
    void aNewPeerIsPublishedWithinTenSecondsOfEventTime() {
        site.see(flow(VACUUM, CLOUD, 443).number(1).at(NOON));
        site.see(flow(VACUUM, CLOUD, 8883).number(2).at(NOON.plusSeconds(1)));

        site.see(flow(VACUUM, CLOUD, 443).number(3).at(NOON.plusSeconds(10)));

        assertThat(site.device("vacuum").peers()).hasSize(2);
    }

    @Test
    void aSensorsStatusPublishesWhatIsNews() {
        site.see(flow(VACUUM, CLOUD, 443).number(1).at(NOON));
        site.see(flow(VACUUM, CLOUD, 8883).number(2).at(NOON.plusSeconds(1)));

        site.see(new Report().draw(NOON.plusSeconds(2)));

        assertThat(site.device("vacuum").peers()).hasSize(2);
    }

    @Test
    void aDossierKeepsTheLatestPeersAndForgetsAnEighthAtOnce() {
        for (int peer = 0; peer < 100; peer++) {
            site.see(
                    flow(VACUUM, Host.of("203.0.113." + peer), 443).number(peer).at(NOON.plusSeconds(peer)));
        }
        site.see(flow(VACUUM, Host.of("203.0.113.99"), 443).number(999).at(NOON.plusSeconds(400)));

        assertThat(site.device("vacuum").peers())
                .hasSize(60)
                .extracting(use -> String.valueOf(use.peer().ip()))
                .contains("203.0.113.99", "203.0.113.40")
                .doesNotContain("203.0.113.39");
        assertThat(site.memory().size(Table.PEERS)).isEqualTo(60);
    }

    @Test
    void oneMorePeerOfManyIsPublishedWithTheCounts() {
        for (int peer = 0; peer < 50; peer++) {
            site.see(
                    flow(VACUUM, Host.of("203.0.113." + peer), 443).number(peer).at(NOON.plusSeconds(peer)));
        }
        site.see(flow(VACUUM, Host.of("203.0.113.0"), 443).number(997).at(NOON.plusSeconds(100)));
        int before = site.device("vacuum").peers().size();

        site.see(flow(VACUUM, Host.of("203.0.113.77"), 443).number(998).at(NOON.plusSeconds(110)));
        site.see(flow(VACUUM, Host.of("203.0.113.0"), 443).number(999).at(NOON.plusSeconds(140)));
        int soon = site.device("vacuum").peers().size();
        site.see(flow(VACUUM, Host.of("203.0.113.0"), 443).number(1_000).at(NOON.plusSeconds(411)));

        assertThat(soon).isEqualTo(before);
        assertThat(site.device("vacuum").peers()).hasSize(51);
    }
}
