package io.curfew.policy.watch;

import io.curfew.policy.Verdict;
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
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Which entries name the very peer, so that no detection of habits speaks of it. */
final class VeryPeerTest {
    private static final Host NEIGHBOUR = Host.of("02:00:00:00:00:33", "192.0.2.33");
    private static final Instant TWO_DAYS_LATER = NOON.plus(Duration.ofDays(2));

    private static Watched lisbon(String entries) {
        return new Watched(
                "lisbon", """
                curfew: 1
                sites:
                  - { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26, "fd00::/64"] } ] }
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum } ]
                """, "rules: [ { id: stay, subject: { zones: [things] }, allow: [ " + entries + " ] } ]");
    }

    /** Names are watched for two days, and the one that the rule allows was answered. */
    private static Watched whereNamesAreWatched() {
        Watched lisbon = lisbon("{ to: cloud.example.org }");
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", CLOUD.ip().toString()));
        return lisbon;
    }

    private static Verdict callByItsOwnWord(Watched lisbon, String address) {
        return lisbon.verdict(flow(VACUUM, Host.of(address).behind(ROUTER), 443)
                .serverName("cloud.example.org")
                .at(TWO_DAYS_LATER));
    }

    @Test
    void aNameThatOnlyTheDeviceSaysAllowsButHidesNoBuiltInAddress() {
        Watched lisbon = whereNamesAreWatched();

        assertThat(callByItsOwnWord(lisbon, "198.51.100.66")).isInstanceOf(Verdict.Allowed.class);

        assertThat(lisbon.alerts("hard-coded-address")).hasSize(1);
    }

    @Test
    void aNameThatOnlyTheDeviceSaysHidesNoOtherResolver() {
        Watched lisbon = whereNamesAreWatched();

        callByItsOwnWord(lisbon, "1.1.1.1");

        assertThat(lisbon.alerts("dns-bypass")).hasSize(1);
    }

    @Test
    void aNameThatSomebodyWasAnsweredForTheAddressNamesTheVeryPeer() {
        Watched lisbon = whereNamesAreWatched();
        lisbon.see(answer(NEIGHBOUR, ROUTER, TWO_DAYS_LATER, "other.example.org", "198.51.100.66"));

        callByItsOwnWord(lisbon, "198.51.100.66");

        assertThat(lisbon.alerts("hard-coded-address")).isEmpty();
    }

    @Test
    void whereNobodysQuestionsAreSeenTheDevicesWordIsTaken() {
        Watched lisbon = lisbon("{ to: cloud.example.org }");

        callByItsOwnWord(lisbon, "198.51.100.66");

        assertThat(lisbon.alerts()).isEmpty();
    }

    @Test
    void anAddressThatAnEntryNamesIsTheVeryPeerWhateverNameTheDeviceSays() {
        Watched lisbon = lisbon("{ to: cloud.example.org }, { to: 198.51.100.66 }");
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", CLOUD.ip().toString()));

        callByItsOwnWord(lisbon, "198.51.100.66");

        assertThat(lisbon.alerts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.33, false",
        "192.0.2.32/29, false",
        "192.0.2.32/28, true",
        "192.0.0.0/16, true",
        "{ zone: things }, true"
    })
    void ofInsideAddressesABlockIsAGroupAsAZoneIs(String others, boolean isTold) {
        Watched lisbon = lisbon("{ to: " + others + " }");
        lisbon.see(arp(NEIGHBOUR, NOON));

        lisbon.see(flow(VACUUM, NEIGHBOUR, 23).at(NOON.plusSeconds(5)));

        assertThat(lisbon.alerts("lateral-movement")).hasSize(isTold ? 1 : 0);
    }
}
