package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What a device that has gone quiet is told to have had before of changes of the policy. */
final class QuietAfterPolicyTest {
    private static final Host HASS = Host.of("00:16:3e:00:00:10", "192.0.2.10");
    private static final Host VACUUM = Host.of("00:16:3e:00:00:21", "192.0.2.21");

    private static final String SITE = """
            curfew: 1
            lists:
              - { id: ads,    file: lists/ads.txt }
              - { id: guests, file: lists/guests.txt }
              - { id: spare,  file: lists/spare.txt }
            sites:
              - id: lisbon
                controllers: [hass]
                zones:
                  - { id: things, subnets: [192.0.2.0/26] }
                  - { id: guest,  subnets: [192.0.2.128/26] }
              - id: porto
                zones:
                  - { id: attic, subnets: [198.51.100.0/26] }
            devices:
              - { id: hass,   site: lisbon, mac: "00:16:3e:00:00:10" }
              - { id: vacuum, site: lisbon, mac: "00:16:3e:00:00:21", name: Robot vacuum }
            rules:
              - { id: things, subject: { zones: [things] }, deny: [ { dns: lists/ads } ] }
              - { id: guests, subject: { zones: [guest] },  deny: [ { dns: lists/guests } ] }
              - { id: attic,  subject: { sites: [porto], zones: [attic] }, deny: [ { to: 203.0.113.9 } ] }
            """;
    private static final String TEXT = "policy.yaml";
    private static final String ADS = "lists/ads.txt";
    private static final Map<String, String> FILES = Map.of(
            TEXT,
            SITE,
            ADS,
            "ads.example.org",
            "lists/guests.txt",
            "g.example.org",
            "lists/spare.txt",
            "s.example.org");

    private final Watched site = new Watched("lisbon", FILES);
    private Map<String, String> texts = FILES;
    private long version = 1;
    private long number;
    private Instant now = NOON;

    /** The controller asks each minute. */
    private void live(int minutes, Outcome outcome) {
        for (int minute = 0; minute < minutes; minute++) {
            site.see(flow(HASS, VACUUM, 80).number(++number).at(now).outcome(outcome));
            now = now.plusSeconds(60);
        }
    }

    /** The next version has one text otherwise, from the next flow on. */
    private void change(String file, String text) {
        Map<String, String> others = new HashMap<>(texts);
        others.put(file, text);
        texts = Map.copyOf(others);
        site.adopt(Watched.policy(++version, texts));
    }

    private String told() {
        live(12, Outcome.UNANSWERED);
        String what = site.alert("gone-quiet").what();
        return what.substring(what.indexOf("since. ") + "since. ".length());
    }

    @Test
    void aTextIsNamedHoweverOftenAListChangedAfterwards() {
        live(30, Outcome.CLOSED);
        change(
                TEXT,
                SITE.replace("{ to: 203.0.113.9 }", "{ to: 203.0.113.8 }")
                        .replace("dns: lists/ads", "to: 203.0.113.7"));
        live(1, Outcome.CLOSED);
        change(TEXT, SITE);
        live(1, Outcome.CLOSED);
        for (int change = 0; change < 10; change++) {
            change(ADS, "ads" + change + ".example.org");
            live(2, Outcome.CLOSED);
        }

        assertThat(told())
                .isEqualTo("What was blocked or changed before: the policy became version 2 21 minutes before the last"
                        + " answer; the policy became version 3 20 minutes before the last answer; the file lists/ads.txt"
                        + " changed 10 times, last 60 seconds before the last answer (version 13).");
    }

    @Test
    void ofAFileThatChangesOnTheLatestChangeBeforeTheLastAnswerIsNamed() {
        live(30, Outcome.CLOSED);
        change(ADS, "ads1.example.org");
        live(5, Outcome.CLOSED);
        for (int change = 0; change < 3; change++) {
            live(1, Outcome.UNANSWERED);
            change(ADS, "later" + change + ".example.org");
        }

        assertThat(told())
                .isEqualTo(
                        "What was blocked or changed before: the file lists/ads.txt changed 4 minutes before the last"
                                + " answer (version 2), and 3 times since.");
    }

    @Test
    void aFileThatChangedOnlyAfterTheLastAnswerIsNamedToo() {
        live(30, Outcome.CLOSED);
        live(2, Outcome.UNANSWERED);
        change(ADS, "later.example.org");

        assertThat(told())
                .isEqualTo("What was blocked or changed before: the file lists/ads.txt changed 3 minutes after the last"
                        + " answer (version 2).");
    }

    @Test
    void aVersionOfTextAndFilesIsToldAsBoth() {
        live(30, Outcome.CLOSED);
        texts = Map.of(
                TEXT,
                SITE.replace("deny: [ { dns: lists/ads } ]", "deny: [ { dns: lists/ads }, { to: 203.0.113.9 } ]"),
                "lists/guests.txt",
                "g.example.org",
                "lists/spare.txt",
                "s.example.org");
        change(ADS, "ads1.example.org");
        live(3, Outcome.CLOSED);

        assertThat(told())
                .contains(
                        "the policy became version 2 2 minutes before the last answer; the file lists/ads.txt changed 2"
                                + " minutes before the last answer (version 2).");
    }

    @ParameterizedTest(name = "[{index}] {0} for {1}")
    @CsvSource({
        "# a comment and nothing else, curfew: 1",
        "203.0.113.77, 203.0.113.9",
        "roof, attic",
        "198.51.100.64/26, 198.51.100.0/26",
    })
    void aTextThatSaysTheSameOfTheSiteIsNoChange(String now, String before) {
        live(30, Outcome.CLOSED);
        change(TEXT, now.startsWith("#") ? now + "\n" + SITE : SITE.replace(before, now));
        live(3, Outcome.CLOSED);

        assertThat(told()).isEqualTo("Nothing of it is known to have been blocked or changed before.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lists/guests.txt", "lists/spare.txt"})
    void aFileThatNoRuleOfTheDeviceNeedsIsNoChange(String file) {
        live(30, Outcome.CLOSED);
        change(file, "other.example.org");
        live(3, Outcome.CLOSED);

        assertThat(told()).isEqualTo("Nothing of it is known to have been blocked or changed before.");
    }

    @Test
    void aListThatAnotherFileStandsBehindIsAChangeOfTheText() {
        live(30, Outcome.CLOSED);
        change(TEXT, SITE.replace("id: ads,    file: lists/ads.txt", "id: ads,    file: lists/spare.txt"));
        live(3, Outcome.CLOSED);

        assertThat(told())
                .isEqualTo("What was blocked or changed before: the policy became version 2 2 minutes before the last"
                        + " answer.");
    }

    /** The files of the version in force are others from the next flow on. */
    private void put(String file, String text) {
        version--;
        change(file, text);
    }

    @Test
    void aFileThatIsAnotherUnderTheSameVersionIsNamed() {
        live(30, Outcome.CLOSED);
        put(ADS, "ads1.example.org");
        live(3, Outcome.CLOSED);
        change(TEXT, SITE + "# a comment and nothing else");

        assertThat(told())
                .isEqualTo(
                        "What was blocked or changed before: the file lists/ads.txt changed 2 minutes before the last"
                                + " answer (version 1).");
    }

    @Test
    void textsAndFilesAreToldInTheirOrder() {
        live(30, Outcome.CLOSED);
        change("lists/spare.txt", "spare1.example.org");
        change(TEXT, SITE.replace("dns: lists/ads", "dns: [lists/ads, lists/spare]"));
        live(2, Outcome.CLOSED);
        change(ADS, "ads1.example.org");
        live(2, Outcome.CLOSED);
        change("lists/spare.txt", "spare2.example.org");
        live(2, Outcome.CLOSED);
        change(TEXT, texts.getOrDefault(TEXT, "").replace("name: Robot vacuum", "name: Vacuum"));
        live(2, Outcome.CLOSED);

        assertThat(told())
                .isEqualTo("What was blocked or changed before: the policy became version 3 7 minutes before the last"
                        + " answer; the file lists/ads.txt changed 5 minutes before the last answer (version 4); the file"
                        + " lists/spare.txt changed 3 minutes before the last answer (version 5); the policy became"
                        + " version 6 60 seconds before the last answer.");
    }

    @Test
    void ofMoreChangesThanAreRememberedItIsToldHowManyThereWereAtLeast() {
        live(30, Outcome.CLOSED);
        for (int change = 0; change < 60; change++) {
            change(ADS, "ads" + change + ".example.org");
            live(1, Outcome.CLOSED);
        }

        assertThat(told())
                .isEqualTo(
                        "What was blocked or changed before: the file lists/ads.txt changed at least 48 times, last 0"
                                + " seconds before the last answer (version 61).");
    }

    /** A list changes each second. */
    private void hurry(int seconds) {
        for (int second = 0; second < seconds; second++) {
            change(ADS, "ads" + version + ".example.org");
            site.see(flow(HASS, Host.of("203.0.113.50"), 443).number(++number).at(now));
            now = now.plusSeconds(1);
        }
    }

    @Test
    void changesThatWentOnHideNotTheOneBefore() {
        live(30, Outcome.CLOSED);
        change(ADS, "ads.example.net");
        live(1, Outcome.CLOSED);
        hurry(400);

        assertThat(told())
                .matches("What was blocked or changed before: the file lists/ads.txt changed 0 seconds before the last"
                        + " answer \\(version 2\\), and at least 47 times since\\.");
    }

    @Test
    void whereTheLatestChangeBeforeMayBeForgottenItIsToldAsOneOfThem() {
        live(30, Outcome.CLOSED);
        hurry(120);
        live(1, Outcome.CLOSED);
        now = now.minusSeconds(60);
        hurry(400);

        assertThat(told())
                .matches(
                        "What was blocked or changed before: the file lists/ads.txt changed at least \\d+ times, one of"
                                + " them \\d+ seconds before the last answer \\(version \\d+\\), and at least \\d+ times"
                                + " since\\.");
    }

    @Test
    void filesThatChangedBeforeTheLastAnswerAreToldBeforeThoseThatChangedSince() {
        String lists = IntStream.range(0, 5)
                .mapToObj(list -> "  - { id: l" + list + ", file: l" + list + ".txt }\n")
                .collect(Collectors.joining());
        Map<String, String> more = new HashMap<>(texts);
        IntStream.range(0, 5).forEach(list -> more.put("l" + list + ".txt", "l.example.org"));
        texts = Map.copyOf(more);
        change(
                TEXT,
                SITE.replace("lists:\n", "lists:\n" + lists)
                        .replace("dns: lists/ads", "dns: [lists/l0, lists/l1, lists/l2, lists/l3, lists/l4]"));
        live(30, Outcome.CLOSED);
        change("l0.txt", "m.example.org");
        live(2, Outcome.CLOSED);
        for (int list = 1; list < 5; list++) {
            live(1, Outcome.UNANSWERED);
            change("l" + list + ".txt", "m.example.org");
        }

        assertThat(told()).contains("the file l0.txt changed 60 seconds before").doesNotContain("l1.txt");
    }
}
