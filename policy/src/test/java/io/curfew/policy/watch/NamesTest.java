package io.curfew.policy.watch;

import io.curfew.events.DomainName;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.watch.Sketch.Host;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What an address is called, who said so, and what that allows. */
final class NamesTest {
    private static final Host PLUG = Host.of("02:00:00:00:00:33", "192.0.2.33");
    /** The TTL of the sketched answers, and a day. */
    private static final Duration LIFE = Duration.ofSeconds(60).plusHours(24);

    private static final String POLICY = """
            curfew: 1
            sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
            rules:
              - id: needs
                subject: { zones: [things] }
                allow: [ { to: [needed.example, "*.edge.example"] } ]
              - id: never
                subject: { zones: [things] }
                deny: [ { to: bad.example } ]
            """;

    private final Watched site = new Watched("lisbon", POLICY);

    private @Nullable Peer peerAt(Instant at) {
        return site.see(flow(VACUUM, CLOUD, 443).at(at)).peer();
    }

    private static Peer called(String name, Peer.NameSource source, String... others) {
        return new Peer(
                CLOUD.ip(),
                new DomainName(name),
                source,
                Stream.of(others).map(DomainName::new).toList());
    }

    @Test
    void theNameIsWhatTheDeviceWasLastAnswered() {
        site.see(answer(VACUUM, ROUTER, NOON, "first.example", "203.0.113.9"));
        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(1), "second.example", "203.0.113.9"));

        assertThat(peerAt(NOON.plusSeconds(2)))
                .isEqualTo(called("second.example", Peer.NameSource.ANSWER_TO_DEVICE, "first.example"));
    }

    @Test
    void anAnswerIsKeptADayPastItsLife() {
        site.see(answer(VACUUM, ROUTER, NOON, "needed.example", "203.0.113.9"));

        assertThat(peerAt(NOON.plus(LIFE).minusSeconds(1)))
                .isEqualTo(called("needed.example", Peer.NameSource.ANSWER_TO_DEVICE));
        assertThat(peerAt(NOON.plus(LIFE))).isEqualTo(Peer.of(CLOUD.ip()));
    }

    @Test
    void withoutAnAnswerTheServerNameCountsBeforeWhatOthersWereAnswered() {
        site.see(answer(PLUG, ROUTER, NOON, "others.example", "203.0.113.9"));

        Peer sent =
                site.see(flow(VACUUM, CLOUD, 443).serverName("needed.example")).peer();
        Peer silent = peerAt(NOON);

        assertThat(sent).isEqualTo(called("needed.example", Peer.NameSource.SERVER_NAME));
        assertThat(silent).isEqualTo(called("others.example", Peer.NameSource.ANSWER_TO_SITE));
    }

    @Test
    void anAnswerToTheDeviceCountsBeforeTheServerNameThatItSends() {
        site.see(answer(VACUUM, ROUTER, NOON, "asked.example", "203.0.113.9"));

        Peer peer =
                site.see(flow(VACUUM, CLOUD, 443).serverName("needed.example")).peer();

        assertThat(peer).isEqualTo(called("asked.example", Peer.NameSource.ANSWER_TO_DEVICE));
    }

    @Test
    void severalNamesOnAnAddressAllowWhatAnyOfThemAllowsAndSayWhich() {
        site.see(answer(VACUUM, ROUTER, NOON, "needed.example", "203.0.113.9"));
        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(1), "other.example", "203.0.113.9"));

        assertThat(site.verdict(flow(VACUUM, CLOUD, 443))).isEqualTo(new Verdict.Allowed("needs"));
        assertThat(peerAt(NOON.plusSeconds(2)))
                .isEqualTo(called("needed.example", Peer.NameSource.ANSWER_TO_DEVICE, "other.example"));
    }

    @Test
    void whatAnotherDeviceAskedForDoesNotJoinWhatThisOneAskedFor() {
        site.see(answer(PLUG, ROUTER, NOON, "needed.example", "203.0.113.9"));
        site.see(answer(VACUUM, ROUTER, NOON, "other.example", "203.0.113.9"));

        assertThat(site.verdict(flow(VACUUM, CLOUD, 443))).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void namesInBetweenCount() {
        site.see(answer(VACUUM, ROUTER, NOON, "shop.example", "203.0.113.9", "x.alias.example", "a.edge.example"));

        assertThat(site.verdict(flow(VACUUM, CLOUD, 443))).isEqualTo(new Verdict.Allowed("needs"));
        assertThat(peerAt(NOON)).isEqualTo(called("shop.example", Peer.NameSource.ANSWER_TO_DEVICE));
    }

    @Test
    void aNameIsDeniedWhenItIsTheOneAnsweredLast() {
        site.see(answer(VACUUM, ROUTER, NOON, "bad.example", "203.0.113.9"));
        Verdict denied = site.verdict(flow(VACUUM, CLOUD, 443));

        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(1), "needed.example", "203.0.113.9"));
        Verdict allowed = site.verdict(flow(VACUUM, CLOUD, 443).at(NOON.plusSeconds(2)));

        assertThat(denied)
                .isInstanceOfSatisfying(
                        Verdict.Violation.class,
                        violation -> assertThat(violation.rule()).isEqualTo("never"));
        assertThat(allowed).isEqualTo(new Verdict.Allowed("needs"));
    }

    @Test
    void anAnswerThatIsToldLateTakesThePlaceOfNoLaterOne() {
        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(10), "later.example", "203.0.113.9"));
        site.see(answer(VACUUM, ROUTER, NOON, "earlier.example", "203.0.113.9"));

        assertThat(peerAt(NOON.plusSeconds(20)))
                .isEqualTo(called("later.example", Peer.NameSource.ANSWER_TO_DEVICE, "earlier.example"));
    }

    @Test
    void anAnswerThatIsToldLateShortensNoLaterOne() {
        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(3_600), "needed.example", "203.0.113.9"));
        site.see(answer(VACUUM, ROUTER, NOON, "needed.example", "203.0.113.9"));

        assertThat(peerAt(NOON.plusSeconds(3_599).plus(LIFE)))
                .isEqualTo(called("needed.example", Peer.NameSource.ANSWER_TO_DEVICE));
    }

    @Test
    void anOpenFlowIsNotDeniedByANameThatWasAskedForAfterItBegan() {
        site.see(answer(VACUUM, ROUTER, NOON, "needed.example", "203.0.113.9"));
        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(60), "bad.example", "203.0.113.9"));

        Verdict open =
                site.verdict(flow(VACUUM, CLOUD, 443).at(NOON.plusSeconds(120)).lasting(Duration.ofSeconds(90)));
        Verdict later = site.verdict(flow(VACUUM, CLOUD, 443).at(NOON.plusSeconds(120)));

        assertThat(open).isEqualTo(new Verdict.Allowed("needs"));
        assertThat(later).isInstanceOf(Verdict.Violation.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mac: \"02:00:00:00:00:21\"",
                "mac: \"02:00:00:00:00:21\", addresses: [192.0.2.21]",
            })
    void aDeviceThatIsListedAnewKeepsTheNamesThatItAskedFor(String entry) {
        site.see(answer(VACUUM, ROUTER, NOON, "needed.example", "203.0.113.9"));
        site.see(answer(PLUG, ROUTER, NOON.plusSeconds(1), "others.example", "203.0.113.9"));
        Sketch.Flow open = flow(VACUUM, CLOUD, 443).update();
        assertThat(site.verdict(open.at(NOON.plusSeconds(60)).lasting(Duration.ofSeconds(50))))
                .isEqualTo(new Verdict.Allowed("needs"));

        site.adopt(Watched.policy(2, POLICY, "devices: [ { id: vacuum, " + entry + " } ]"));
        assertThat(site.verdict(open.at(NOON.plusSeconds(120)).lasting(Duration.ofSeconds(110))))
                .isEqualTo(new Verdict.Allowed("needs"));

        site.adopt(Watched.policy(3, POLICY, "devices: [ { id: robot, " + entry + " } ]"));
        assertThat(site.verdict(open.at(NOON.plusSeconds(180)).lasting(Duration.ofSeconds(170))))
                .isEqualTo(new Verdict.Allowed("needs"));

        site.adopt(Watched.policy(4, POLICY));
        assertThat(site.verdict(open.at(NOON.plusSeconds(240)).lasting(Duration.ofSeconds(230))))
                .isEqualTo(new Verdict.Allowed("needs"));
    }

    @Test
    void aRoutedDeviceThatIsListedByItsAddressKeepsTheNamesThatItAskedFor() {
        site.see(answer(VACUUM.unframed(), ROUTER, NOON, "needed.example", "203.0.113.9"));
        site.see(answer(PLUG, ROUTER, NOON.plusSeconds(1), "others.example", "203.0.113.9"));

        site.adopt(Watched.policy(2, POLICY, "devices: [ { id: vacuum, addresses: [192.0.2.21] } ]"));

        assertThat(site.verdict(flow(VACUUM.unframed(), CLOUD, 443).at(NOON.plusSeconds(120))))
                .isEqualTo(new Verdict.Allowed("needs"));
    }

    @Test
    void aDeviceThatMovesToAnotherZoneByThePolicyKeepsTheNamesThatItAskedFor() {
        site.see(answer(VACUUM.unframed(), ROUTER, NOON, "needed.example", "203.0.113.9"));
        site.see(answer(PLUG, ROUTER, NOON.plusSeconds(1), "others.example", "203.0.113.9"));

        site.adopt(Watched.policy(
                2,
                POLICY.replace(
                                "subnets: [192.0.2.0/26] }",
                                "subnets: [192.0.2.32/27] }, { id: cleaners, subnets: [192.0.2.0/27] }")
                        .replace("zones: [things]", "zones: [things, cleaners]")));

        assertThat(site.verdict(flow(VACUUM.unframed(), CLOUD, 443).at(NOON.plusSeconds(120))))
                .isEqualTo(new Verdict.Allowed("needs"));
    }

    @Test
    void theServerNameCountsBeforeWhatWasAskedForAfterTheFlowBegan() {
        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(60), "bad.example", "203.0.113.9"));

        Peer peer = site.see(flow(VACUUM, CLOUD, 443)
                        .at(NOON.plusSeconds(120))
                        .lasting(Duration.ofSeconds(90))
                        .serverName("needed.example"))
                .peer();

        assertThat(peer).isEqualTo(called("needed.example", Peer.NameSource.SERVER_NAME));
    }

    @Test
    void anAddressThatAFilterAnswersHasNoName() {
        site.see(answer(VACUUM, ROUTER, NOON, "blocked.example", "0.0.0.0"));

        Peer peer = site.see(flow(VACUUM, Host.of("0.0.0.0"), 443)).peer();

        assertThat(peer).isEqualTo(Peer.of(Host.of("0.0.0.0").ip()));
    }

    @Test
    void anAddressOnAListDeniesNoQuestion() {
        Watched listed = new Watched("lisbon", Map.of("policy.yaml", """
                        curfew: 1
                        sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                        lists: [ { id: bad, file: bad.txt } ]
                        rules: [ { id: never, subject: { any: true }, deny: [ { dns: lists/bad } ] } ]
                        """, "bad.txt", "ads.example.org\n0.0.0.0\n"));

        Verdict harmless = listed.see(answer(VACUUM, ROUTER, NOON, "harmless.example", "203.0.113.9"))
                .verdict();
        Verdict denied = listed.see(answer(VACUUM, ROUTER, NOON, "ads.example.org", "203.0.113.9"))
                .verdict();

        assertThat(harmless).isInstanceOf(Verdict.Allowed.class);
        assertThat(denied).isInstanceOf(Verdict.Violation.class);
    }
}
