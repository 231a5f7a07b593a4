package io.curfew.policy.watch;

import io.curfew.policy.Alert;
import io.curfew.policy.Alert.State;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What another policy makes of what detections told under the one before. */
final class TurnOfDetectionsTest {
    private static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                timeServers: [192.0.2.1]
                zones: [ { id: things, subnets: [192.0.2.0/26] }, { id: guest, subnets: [192.0.2.128/26] } ]
            devices:
              - { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum }
            rules:
              - { id: home, subject: { zones: [things] }, allow: [ { service: dns, to: resolvers } ] }
            """;
    private static final Host PLUG = Host.of("00:00:5e:00:53:33", "192.0.2.33");
    private static final Instant LATER = NOON.plus(Duration.ofDays(4));

    private final Watched site = new Watched("lisbon", POLICY);
    private int flows;
    private long version = 1;

    @Test
    void aDeviceThatIsListedIsNotNewUntilItIsListedNoMore() {
        site.see(arp(PLUG, NOON));

        turn(listing("{ id: plug, mac: \"00:00:5e:00:53:33\" }"));
        String why = why("new-device");
        site.see(arp(PLUG, LATER.plusSeconds(50)));
        turn(POLICY);
        State takenBack = site.alert("new-device").state();
        site.see(arp(PLUG, LATER.plusSeconds(70)));

        assertThat(why).isEqualTo("Policy version 2 lists the device.");
        assertThat(takenBack).isEqualTo(State.RESOLVED);
        assertThat(site.alert("new-device").state()).isEqualTo(State.OPEN);
    }

    @Test
    void anAddressThatIsListedIsNotNewWhereNobodySeesItsMacAddress() {
        site.see(flow(PLUG.unframed(), ROUTER, 53).udp().at(NOON));

        turn(listing("{ id: plug, addresses: [192.0.2.33] }"));

        assertThat(why("new-device")).isEqualTo("Policy version 2 lists the device.");
    }

    @Test
    void anAddressThatIsListedLeavesADeviceNewThatIsKnownByItsMacAddress() {
        site.see(arp(PLUG, NOON));

        turn(listing("{ id: plug, addresses: [192.0.2.33] }"));

        assertThat(site.alert("new-device").state()).isEqualTo(State.OPEN);
    }

    @Test
    void anotherDeviceThatIsListedLeavesADeviceNew() {
        site.see(arp(PLUG, NOON));

        turn(listing("{ id: lamp, mac: \"00:00:5e:00:53:34\" }"));

        assertThat(site.alert("new-device").state()).isEqualTo(State.OPEN);
    }

    @Test
    void devicesOfRandomAddressesStayNewWhicheverOneIsListed() {
        site.see(arp(Host.of("d2:00:00:00:00:33", "192.0.2.33"), NOON));

        turn(listing("{ id: phone, mac: \"d2:00:00:00:00:33\" }"));

        assertThat(site.alert("new-device").state()).isEqualTo(State.OPEN);
    }

    @Test
    void aDeviceOfAZoneThatNoRuleGuardsIsNotNew() {
        site.see(arp(PLUG, NOON));

        turn(POLICY.replace("zones: [things] }", "devices: [vacuum] }"));

        assertThat(why("new-device")).isEqualTo("Policy version 2 has no rule that guards its zone.");
    }

    @ParameterizedTest
    @CsvSource({"853, dns-bypass, resolvers, resolver", "123, ntp-bypass, timeServers, time server"})
    void aServerThatIsAddedIsNoBypass(int port, String detection, String key, String what) {
        ask(CLOUD, port);

        turn(POLICY.replace(key + ": [192.0.2.1]", key + ": [192.0.2.1, 203.0.113.9]"));

        assertThat(why(detection)).isEqualTo("Policy version 2 has the " + what + " that was asked among the site's.");
    }

    @ParameterizedTest
    @CsvSource({"853, dns-bypass", "123, ntp-bypass", "443, hard-coded-address"})
    void whatAnEntryAllowsOnPurposeIsNoneOfThem(int port, String detection) {
        ask(CLOUD, port);

        turn(allowing("203.0.0.0/8"));
        State wide = site.alert(detection).state();
        turn(allowing("203.0.113.9"));

        assertThat(wide).isEqualTo(State.OPEN);
        assertThat(why(detection)).isEqualTo("Policy version 3 allows it by the rule \"home\".");
    }

    @Test
    void anotherServerThatIsAddedLeavesABypass() {
        ask(CLOUD, 853);

        turn(POLICY.replace("resolvers: [192.0.2.1]", "resolvers: [192.0.2.1, 203.0.113.10]"));

        assertThat(site.alert("dns-bypass").state()).isEqualTo(State.OPEN);
    }

    @Test
    void aDetectionThatIsOffForTheDeviceHasNothingToTellOfIt() {
        ask(CLOUD, 853);

        turn(POLICY + "detections: [ { id: dns-bypass, subject: { devices: [vacuum] }, off: true } ]\n");

        assertThat(why("dns-bypass")).isEqualTo("Policy version 2 has this detection off.");
        assertThat(site.alert("home").state()).isEqualTo(State.OPEN);
    }

    @Test
    void habitsOfADeviceThatNoRuleNamesAreNotLookedAt() {
        ask(CLOUD, 853);

        turn(POLICY.replace("zones: [things] }", "zones: [guest] }"));

        assertThat(why("dns-bypass")).isEqualTo("Policy version 2 has no rule that names the device.");
    }

    @Test
    void whatManyReachedStaysOpenUntilAllOfThemAreAllowed() {
        for (String from : new String[] {"198.51.100.7", "198.51.100.8"}) {
            site.see(flow(Host.of(from).behind(ROUTER), VACUUM, 22)
                    .number(++flows)
                    .at(NOON));
        }

        turn(POLICY.replace("to: resolvers }", "to: resolvers }, { from: 198.51.100.7 }"));
        State ofOne = site.alert("inbound-from-internet").state();
        turn(POLICY.replace("to: resolvers }", "to: resolvers }, { from: [198.51.100.7, 198.51.100.8] }"));

        assertThat(ofOne).isEqualTo(State.OPEN);
        assertThat(why("inbound-from-internet")).isEqualTo("Policy version 3 allows it by the rule \"home\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resolvers: [192.0.2.1]|controllers: [vacuum]\\n    resolvers: [192.0.2.1]|among the controllers",
                "192.0.2.128/26|192.0.2.160/27|",
                "192.0.2.0/26|192.0.2.0/26, 192.0.2.140/32|has 192.0.2.140 in zone things"
            })
    void aDeviceIsInNoWrongZoneWhereItIsAtHome(String from, String to, String reason) {
        site.see(arp(VACUUM, NOON));
        site.see(arp(Host.of("02:00:00:00:00:21", "192.0.2.140"), NOON.plus(Duration.ofDays(3))));

        turn(POLICY.replace(from, to.replace("\\n", "\n")));

        Alert alert = site.alert("wrong-zone");
        assertThat(alert.state()).isEqualTo(reason == null ? State.OPEN : State.RESOLVED);
        assertThat(alert.standing().notes())
                .hasSize(reason == null ? 0 : 1)
                .allMatch(note -> note.text().contains(String.valueOf(reason)));
    }

    @Test
    void whoIsNamedAsServerIsNoRogue() {
        String guarded = POLICY.replace("resolvers:", "gateway: 192.0.2.1\n    resolvers:");
        turn(guarded);
        site.see(ack(PLUG, VACUUM, LATER.plusSeconds(45), "vacuum"));

        turn(guarded.replace("resolvers: [192.0.2.1]", "resolvers: [192.0.2.1, 192.0.2.34]"));
        State ofAnother = site.alert("rogue-server").state();
        turn(guarded.replace("resolvers: [192.0.2.1]", "resolvers: [192.0.2.1, 192.0.2.33]"));

        assertThat(ofAnother).isEqualTo(State.OPEN);
        assertThat(why("rogue-server")).isEqualTo("Policy version 4 has the device serve the site.");
    }

    private static String listing(String device) {
        return POLICY.replace("rules:", "  - " + device + "\nrules:");
    }

    private static String allowing(String whom) {
        return POLICY.replace("to: resolvers }", "to: resolvers }, { to: " + whom + " }");
    }

    private void ask(Host server, int port) {
        Sketch.Flow asking = flow(VACUUM, server, port).number(++flows).at(NOON);
        site.see(port == 123 ? asking.udp() : asking);
    }

    private String why(String detection) {
        Alert alert = site.alert(detection);
        assertThat(alert.state()).isEqualTo(State.RESOLVED);
        return alert.standing().notes().getLast().text();
    }

    /** Another version begins to judge by something that is allowed. */
    private void turn(String text) {
        site.adopt(Watched.policy(++version, text));
        site.see(flow(VACUUM, ROUTER, 53).number(++flows).udp().at(LATER.plusSeconds(version * 20)));
    }
}
