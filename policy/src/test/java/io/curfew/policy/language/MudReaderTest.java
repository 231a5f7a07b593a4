package io.curfew.policy.language;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What an access control entry of a MUD file becomes. */
final class MudReaderTest {

    private static MudProfile read(String fromDevice, String toDevice) {
        return MudReader.read("lamp.json", file(fromDevice, toDevice));
    }

    private static MudProfile read(String fromDevice) {
        return read(fromDevice, "");
    }

    static String file(String fromDevice, String toDevice) {
        return """
                {
                  "ietf-mud:mud": {
                    "mud-version": 1,
                    "mud-url": "https://lamps.example/lamp.json",
                    "from-device-policy": { "access-lists": { "access-list": [ { "name": "fr" } ] } },
                    "to-device-policy": { "access-lists": { "access-list": [ { "name": "to" } ] } }
                  },
                  "ietf-access-control-list:acls": { "acl": [
                    { "name": "to", "type": "ipv4-acl-type", "aces": { "ace": [ TO ] } },
                    { "name": "fr", "type": "ipv4-acl-type", "aces": { "ace": [
                FROM ] } }
                  ] }
                }
                """.replace("TO", toDevice).replace("FROM", fromDevice);
    }

    static String ace(String name, String matches) {
        return "{ \"name\": \"" + name + "\", \"matches\": { " + matches
                + " }, \"actions\": { \"forwarding\": \"accept\" } }";
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.text().substring(0, entry.text().indexOf(" of ")))
                .toList();
    }

    @Test
    void eachLineBecomesAnEntryOfItsDirection() {
        MudProfile profile = read(ace("cloud", """
                        "ipv4": { "ietf-acldns:dst-dnsname": "api.lamps.example", "protocol": 6 },
                        "tcp": { "ietf-mud:direction-initiated": "from-device",
                                 "destination-port": { "operator": "eq", "port": 443 } }""") + "," + ace("local", """
                        "ietf-mud:mud": { "local-networks": [ null ] },
                        "ipv4": { "protocol": 17, "destination-ipv4-network": "239.255.255.250/32" },
                        "udp": { "destination-port": { "lower-port": 1900, "upper-port": 1902 } }"""), ace("app", """
                        "ietf-mud:mud": { "my-controller": [ null ] },
                        "ipv4": { "protocol": 6 },
                        "tcp": { "ietf-mud:direction-initiated": "to-device",
                                 "destination-port": { "operator": "eq", "port": 80 } }"""));

        assertThat(profile.mistakes()).isEmpty();
        assertThat(profile.doubts()).isEmpty();
        assertThat(profile.url()).isEqualTo("https://lamps.example/lamp.json");
        assertThat(profile.allow())
                .extracting(Entry::direction)
                .containsExactly(Entry.Direction.TO, Entry.Direction.TO, Entry.Direction.FROM);
        assertThat(texts(profile.allow()))
                .containsExactly(
                        "{ to: api.lamps.example, ports: 443 }",
                        "{ to: 239.255.255.250/32 & local-networks, ports: 1900-1902 }",
                        "{ from: controllers, ports: 80 }");
    }

    @Test
    void aLineForAnswersOfTheOtherSideIsNoEntry() {
        MudProfile profile = read(ace("answers", """
                "ipv4": { "protocol": 6 }, "tcp": { "ietf-mud:direction-initiated": "to-device" }"""));

        assertThat(profile.allow()).isEmpty();
        assertThat(profile.doubts()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsADoubtWithItsLineAndNeitherAllowsNorDenies() {
        MudProfile profile =
                read(ace("odd", "\"ipv4\": { \"dscp\": 10 }") + ",\n" + ace("fine", "\"ipv4\": { \"protocol\": 6 }"));

        assertThat(texts(profile.allow())).containsExactly("{ to: anybody, transport: tcp }");
        assertThat(profile.doubts())
                .extracting(Mistake::toString)
                .containsExactly("lamp.json:11:1: odd neither allows nor denies: \"dscp\" is not known");
    }

    @Test
    void aListThatIsNotThereIsAMistakeWithItsLine() {
        MudProfile profile =
                MudReader.read("lamp.json", file("", "").replace("[ { \"name\": \"fr\"", "[ { \"name\": \"out\""));

        assertThat(profile.mistakes())
                .extracting(Mistake::toString)
                .containsExactly("lamp.json:5:64: there is no access list \"out\"");
    }

    @Test
    void anotherFileIsNoMudFile() {
        assertThat(MudReader.read("x.json", "{ \"a\": 1 }").mistakes())
                .extracting(Mistake::toString)
                .containsExactly("x.json:1:1: this is no MUD file: it has no \"ietf-mud:mud\"");
        assertThat(MudReader.read("x.json", "{ \"a\": ").mistakes()).hasSize(1);
    }

    @Test
    void tabsAndDraftsAreRead() {
        String draft = file(ace("any", "\"ipv4\": { \"protocol\": 17 }"), "")
                .replace("ietf-access-control-list:acls", "ietf-access-control-list:access-lists")
                .replace("  ", "\t");

        assertThat(texts(MudReader.read("lamp.json", draft).allow()))
                .containsExactly("{ to: anybody, transport: udp }");
    }
}
