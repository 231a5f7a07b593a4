package io.curfew.policy.language;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every mistake is told with its place, and with what was probably meant. */
final class MistakesTest {
    private static final String SITE = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                zones: [ { id: things, subnets: [192.0.2.0/26] } ]
            devices:
              - { id: vacuum, mac: "02:00:00:00:00:21", tags: [xiaomi] }
            """;

    private static List<Mistake> mistakes(Map<String, String> texts) {
        return switch (PolicyReader.read(1, texts)) {
            case PolicyReading.Accepted accepted -> throw new AssertionError("was accepted: " + accepted.policy());
            case PolicyReading.Refused refused -> refused.mistakes();
        };
    }

    private static List<String> told(String text) {
        return mistakes(Map.of("p.yaml", text)).stream().map(Mistake::toString).toList();
    }

    static Stream<Arguments> textsWithOneMistake() {
        return Stream.of(
                arguments("", "p.yaml:1:1: there is no policy here: it starts with \"curfew: 1\""),
                arguments("# nothing yet", "p.yaml:1:1: there is no policy here: it starts with \"curfew: 1\""),
                arguments("sites: [ { id: a } ]", "p.yaml:1:1: \"curfew\" is missing"),
                arguments(
                        "curfew: 2\nsites: [ { id: a } ]",
                        "p.yaml:1:9: this reader knows version 1 of the language, was \"2\""),
                arguments("curfew: 1", "p.yaml:1:1: a policy needs at least one site"),
                arguments(
                        "curfew: 1\nsites:\n  - { id: a",
                        "p.yaml:3:12: this is not YAML: expected ',' or '}', but got <stream end>"),
                arguments("- curfew", "p.yaml:1:1: a policy is a mapping that starts with \"curfew: 1\""),
                arguments(
                        "curfew: 1\nsite: [ { id: a } ]", "p.yaml:2:1: unknown key \"site\"; did you mean \"sites\"?"),
                arguments("curfew: 1\nsites: [ { id: a, id: b } ]", "p.yaml:2:19: \"id\" is given twice"),
                arguments(
                        "curfew: 1\nsites: [ { id: a, timeZone: Europe/Lissbon } ]",
                        "p.yaml:2:29: there is no time zone \"Europe/Lissbon\"; did you mean \"Europe/Lisbon\"?"),
                arguments(
                        "curfew: 1\nsites: [ { id: a, timeZone: +01:00 } ]",
                        "p.yaml:2:29: there is no time zone \"+01:00\"; write it like \"Europe/Lisbon\""),
                arguments(
                        "curfew: 1\nsites: [ { id: Lisbon } ]",
                        "p.yaml:2:16: a site id is 1 to 63 lower-case letters, digits and inner hyphens, was \"Lisbon\""),
                arguments(
                        "curfew: 1\nsites: [ { id: a, resolvers: [192.0.2.256] } ]",
                        "p.yaml:2:31: an IP address like 192.0.2.1 or 2001:db8::1 is wanted, was \"192.0.2.256\""),
                arguments(
                        "curfew: 1\nsites: [ { id: a, controllers: [hass] } ]",
                        "p.yaml:2:33: there is no device \"hass\""),
                arguments(
                        "curfew: 1\nsites: [ { id: a } ]\nrules: [ { id: " + "r".repeat(129)
                                + ", subject: { any: true }, deny: { to: internet } } ]",
                        "p.yaml:3:16: an id has at most 128 characters, had 129"),
                arguments(
                        "curfew: 1\nsites: [ { id: a } ]\nlists: [ { id: l, file: " + "f".repeat(513) + " } ]",
                        "p.yaml:3:25: the name of a file has at most 512 characters, had 513"),
                arguments(
                        "curfew: 1\nsites: [ { id: a } ]\nplaces: { asn: " + "f".repeat(513) + " }",
                        "p.yaml:3:16: the name of a file has at most 512 characters, had 513"),
                arguments(
                        "curfew: 1\nsites: [ { id: a } ]\nrules: [ { id: r, subject: { any: true }, mud: "
                                + "f".repeat(513) + " } ]",
                        "p.yaml:3:48: the name of a file has at most 512 characters, had 513"),
                arguments(
                        "curfew: 1\nsites: [ { id: a, zones: [ { id: " + "z".repeat(65)
                                + ", subnets: 192.0.2.0/24 } ] } ]",
                        "p.yaml:2:34: the id of a zone has at most 64 characters, had 65"),
                arguments(
                        "curfew: 1\nsites: [ { id: a } ]\nlists: [ { id: " + "l".repeat(129) + ", file: f } ]",
                        "p.yaml:3:16: an id has at most 128 characters, had 129"),
                arguments(
                        "curfew: 1\nsites: [ { id: a } ]\ndevices: [ { id: " + "d".repeat(129)
                                + ", addresses: 192.0.2.5 } ]",
                        "p.yaml:3:18: an id has at most 128 characters, had 129"),
                arguments(
                        "curfew: 1\nsites: [ { id: a, zones: [ { id: z, subnets: 192.0.2.1/24 } ] } ]",
                        "p.yaml:2:46: a subnet starts at its first address: 192.0.2.0/24, was 192.0.2.1"),
                arguments(
                        "curfew: 1\nsites: [ { id: a, zones: [ { id: z, vlans: [4095] } ] } ]",
                        "p.yaml:2:45: a VLAN id is a number from 1 to 4094, was \"4095\""),
                arguments(
                        "curfew: 1\nsites: [ { id: a, zones: [ { id: z } ] } ]",
                        "p.yaml:2:28: a zone needs \"subnets\" or \"vlans\""),
                arguments(
                        "curfew: 1\nsites: [ { id: a, zones: [ { id: z, vlans: [1], detail: none } ] } ]",
                        "p.yaml:2:57: \"none\" is no detail; known here: \"full\", \"aggregated\", \"counts\""),
                arguments(
                        "curfew: 1\nsites: [ { id: a, zones: [ { id: y, vlans: [1] }, { id: z, vlans: [1] } ] } ]",
                        "p.yaml:2:67: 1 belongs to zone \"y\" already"),
                arguments(
                        SITE + "  - { id: plug, mac: \"02:00\" }",
                        "p.yaml:8:22: a MAC address is six hexadecimal octets like 02:00:00:00:00:21, was \"02:00\""),
                arguments(
                        SITE + "  - { id: plug, mac: \"02:00:00:00:00:21\" }",
                        "p.yaml:8:22: 02:00:00:00:00:21 is device \"vacuum\" already"),
                arguments(
                        SITE + "  - { id: plug, site: lisbn, mac: \"02:00:00:00:00:22\" }",
                        "p.yaml:8:23: there is no site \"lisbn\"; did you mean \"lisbon\"?"),
                arguments(
                        SITE + "  - { id: plug, mac: \"02:00:00:00:00:22\", mud: x }",
                        "p.yaml:8:43: unknown key \"mud\"; known here: \"id\", \"site\", \"mac\", \"addresses\", \"name\","
                                + " \"tags\""),
                arguments(
                        SITE + "rules: [ { id: r, subject: { zones: [thing] }, deny: [ { to: internet } ] } ]",
                        "p.yaml:8:38: there is no zone \"thing\"; did you mean \"things\"?"),
                arguments(
                        SITE + "rules: [ { id: r, subject: { any: yes }, deny: [ { to: internet } ] } ]",
                        "p.yaml:8:35: \"any\" can only be true; leave it out otherwise"),
                arguments(
                        SITE + "rules: [ { id: r, subject: { }, deny: [ { to: internet } ] } ]",
                        "p.yaml:8:28: the subject needs one of \"any\", \"sites\", \"zones\", \"devices\", \"tags\""),
                arguments(
                        SITE + "rules: [ { id: r, subject: { any: true } } ]",
                        "p.yaml:8:10: a rule needs \"allow\" or \"deny\""),
                arguments(
                        SITE + "rules: [ { subject: { any: true }, deny: [ { to: internet } ] } ]",
                        "p.yaml:8:10: \"id\" is missing"),
                arguments(
                        SITE
                                + "rules: [ { id: r, subject: { any: true }, deny: [ { to: internet } ], severity: hihg } ]",
                        "p.yaml:8:81: \"hihg\" is no severity; did you mean \"high\"?"),
                arguments(
                        rule("{ to: resolver }"),
                        "p.yaml:11:15: \"resolver\" names nobody; did you mean \"resolvers\"?"),
                arguments(
                        rule("{ to: vacuum }"),
                        "p.yaml:11:15: \"vacuum\" names nobody; did you mean {device: vacuum}?"),
                arguments(
                        rule("{ to: controllers }"),
                        "p.yaml:11:15: no site that this rule speaks of has \"controllers\""),
                arguments(
                        rule("{ to: {device: vacum} }"),
                        "p.yaml:11:24: there is no device \"vacum\"; did you mean \"vacuum\"?"),
                arguments(
                        rule("{ to: {tag: xiaomy} }"),
                        "p.yaml:11:21: there is no tag \"xiaomy\"; did you mean \"xiaomi\"?"),
                arguments(rule("{ to: {list: ads} }"), "p.yaml:11:22: there is no list \"ads\""),
                arguments(
                        rule("{ to: {country: pt} }"),
                        "p.yaml:11:25: \"pt\" is no country: two capital letters of ISO 3166 are wanted, as PT; did you"
                                + " mean \"PT\"?"),
                arguments(
                        rule("{ to: {country: China} }"),
                        "p.yaml:11:25: \"China\" is no country: two capital letters of ISO 3166 are wanted, as PT"),
                arguments(
                        rule("{ to: {asn: 4294967296} }"),
                        "p.yaml:11:21: the number of an autonomous system is wanted, as 64500, was \"4294967296\""),
                arguments(
                        SITE + "rules: [ { id: r, subject: { any: true }, mud: lamp.json } ]",
                        "p.yaml:8:48: there is no MUD file \"lamp.json\""),
                arguments(
                        SITE + "rules: [ { id: r, subject: { any: true }, mud: \"https://a.example/lamp.json\" } ]",
                        "p.yaml:8:48: no file that is given is the MUD file \"https://a.example/lamp.json\"; it is never"
                                + " fetched"),
                arguments(
                        "curfew: 1\nsites: [ { id: a, rules: [ { id: r, off: true } ] } ]",
                        "p.yaml:2:34: there is no rule \"r\" to switch off"),
                arguments(
                        "curfew: 1\nsites: [ { id: a, rules: [ { id: r, subject: { sites: a }, deny: [ { to: internet } ] }"
                                + " ] } ]",
                        "p.yaml:2:55: a rule in the block of a site speaks of this site alone"),
                arguments(
                        "curfew: 1\nlists: [ { id: l, file: l.txt } ]\nsites: [ { id: a } ]",
                        "p.yaml:2:25: there is no list file \"l.txt\""),
                arguments(
                        rule("{ to: {} }"),
                        "p.yaml:11:15: one of \"zone\", \"device\", \"tag\", \"list\", \"country\", \"asn\", \"not\" is wanted here"),
                arguments(rule("{ to: 192.0.2.0/33 }"), "p.yaml:11:15: a prefix length must be 0..32, was 33"),
                arguments(
                        rule("{ to: exa_mple..org }"),
                        "p.yaml:11:15: a domain name like example.org or *.example.org is wanted, was \"exa_mple..org\""),
                arguments(
                        rule("{ to: internet, from: internet }"),
                        "p.yaml:11:31: an entry speaks of one direction: write \"to\" and \"from\" as two entries"),
                arguments(
                        rule("{ dns: a.example }"),
                        "p.yaml:11:11: unknown key \"dns\"; known here: \"service\", \"transport\", \"ports\", \"to\", \"from\", \"until\", \"because\""),
                arguments(
                        rule("{ because: x }"),
                        "p.yaml:11:9: the entry says nothing: give \"to\", \"from\", \"service\" or \"ports\""),
                arguments(
                        rule("{ service: htps }"),
                        "p.yaml:11:20: there is no service \"htps\"; did you mean \"https\"?"),
                arguments(
                        rule("{ transport: ip, to: internet }"),
                        "p.yaml:11:22: there is no transport \"ip\"; known here: \"tcp\", \"udp\", \"icmp\", \"ipv6-icmp\", \"igmp\", \"sctp\", \"gre\", \"esp\""),
                arguments(
                        rule("{ ports: [tcp/http] }"),
                        "p.yaml:11:19: ports like tcp/80, udp/8000-8100 or 443 are wanted, was \"tcp/http\""),
                arguments(
                        rule("{ ports: tcp/70000 }"),
                        "p.yaml:11:18: ports must be 0..65535 and ascending, were 70000-70000"),
                arguments(
                        rule("{ ports: tcp/80, service: http }"), "p.yaml:11:18: give either \"service\" or \"ports\""),
                arguments(
                        rule("{ to: internet, until: tomorrow }"),
                        "p.yaml:11:32: a day like 2027-01-31 or a moment like 2027-01-31T12:00:00Z is wanted, was \"tomorrow\""),
                arguments(
                        rule("{ to: internet, until: +999999999-12-31 }"),
                        "p.yaml:11:32: a day like 2027-01-31 or a moment like 2027-01-31T12:00:00Z is wanted, was"
                                + " \"+999999999-12-31\""),
                arguments(rule("{ to: internet, because: }"), "p.yaml:11:33: \"because\" has no value"));
    }

    /** A policy whose line 11 holds the entry, from column 9. */
    private static String rule(String entry) {
        return SITE + "rules:\n  - { id: r, subject: { any: true },\n      allow: [\n        " + entry + " ] }";
    }

    @ParameterizedTest
    @MethodSource("textsWithOneMistake")
    void aMistakeHasItsPlaceAndWhatWasMeant(String text, String told) {
        assertThat(told(text)).containsExactly(told);
    }

    @Test
    void allMistakesOfAllFilesComeAtOnceInTheirOrder() {
        List<Mistake> mistakes = mistakes(Map.of(
                "b.yaml", "curfew: 1\nrules: [ { id: r, subject: { zones: nowhere }, allow: [ { to: internt } ] } ]",
                "a.yaml", "curfew: 1\nsites: [ { id: lisbon, zone: [] } ]\ndevices: [ { id: d, mac: x } ]"));

        assertThat(mistakes)
                .extracting(mistake -> mistake.file() + ":" + mistake.line() + ":" + mistake.column())
                .containsExactly("a.yaml:2:24", "a.yaml:3:26", "b.yaml:2:37", "b.yaml:2:63");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{ a: "})
    void whatIsNestedTooDeeplyIsAMistakeNotAnOverflow(String opening) {
        String bomb = "curfew: 1\nrules: " + opening.repeat(100_000);

        assertThat(told(bomb))
                .singleElement()
                .asString()
                .startsWith("p.yaml:2:")
                .contains("nested too deeply");
    }

    /** The letters of each word would be held against those of the list's id, which takes memory as both together. */
    @Test
    void aVeryLongWordHasNoSuggestion() {
        String id = "l".repeat(30_000);
        String text = "curfew: 1\nsites: [ { id: a } ]\nlists: [ { id: " + id + ", file: l.txt } ]\n"
                + "rules: [ { id: r, subject: { any: true }, deny: [ { to: { list: " + "m".repeat(30_000)
                + " } } ] } ]";

        assertThat(told(text)).hasSize(2).noneMatch(mistake -> mistake.contains("did you mean"));
    }

    @Test
    void veryManyMistakesTakeNotMuchLongerThanOne() {
        String wrong = IntStream.range(0, 30_000)
                .mapToObj(number -> "{ to: internet, service: htps" + number + " }")
                .collect(Collectors.joining(", "));

        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(told(rule(wrong)))
                        .hasSize(1_000)
                        .filteredOn(mistake -> mistake.contains("did you mean"))
                        .hasSizeLessThanOrEqualTo(50));
    }

    @Test
    void anEndlessAliasIsAMistakeNotAnOverflow() {
        assertThat(told("curfew: 1\nsites: &a [ *a ]"))
                .singleElement()
                .asString()
                .contains("never end");
    }

    @Test
    void aLongTextThatAliasesRepeatWithoutLimitIsAMistake() {
        String text = "curfew: 1\nsites:\n  - { id: lisbon, name: &a \"" + "x".repeat(100_000) + "\" }\n"
                + "  - { id: porto, name: *a }\n".repeat(600);

        assertThat(told(text)).singleElement().asString().contains("aliases");
    }

    @Test
    void aliasesThatGrowWithoutLimitAreAMistake() {
        StringBuilder text = new StringBuilder("curfew: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++) {
            text.append("a%d: &a%d [%s]\n".formatted(level, level, ("*a" + (level - 1) + ", ").repeat(10) + "x"));
        }

        assertThat(told(text.toString())).singleElement().asString().contains("aliases");
    }

    @Test
    void aLongNameOfAFileIsOneMistakeHoweverManyEntriesNeedIt() {
        String text = "curfew: 1\nsites: [ { id: a } ]\nplaces: { country: " + "f".repeat(500_000) + " }\n"
                + "rules: [ { id: r, subject: { any: true }, deny: [ { to: [ "
                + "{country: CN}, ".repeat(1_000) + "] } ] } ]";

        assertThat(told(text))
                .containsExactly("p.yaml:3:20: the name of a file has at most 512 characters, had 500000");
    }

    @Test
    void aNameOfAFileMayBeOf512Characters() {
        String text = "curfew: 1\nsites: [ { id: a } ]\nplaces: { country: " + "f".repeat(512) + " }";

        assertThat(PolicyReader.read(1, Map.of("p.yaml", text))).isInstanceOf(PolicyReading.Accepted.class);
    }
}
