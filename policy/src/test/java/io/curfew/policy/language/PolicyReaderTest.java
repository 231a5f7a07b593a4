package io.curfew.policy.language;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What texts mean. */
final class PolicyReaderTest {

    static Policy accepted(Map<String, String> texts) {
        return switch (PolicyReader.read(7, texts)) {
            case PolicyReading.Accepted accepted -> accepted.policy();
            case PolicyReading.Refused refused -> throw new AssertionError("was refused: " + refused.mistakes());
        };
    }

    @Test
    void aPolicyIsPutTogetherFromAllItsFiles() {
        Policy policy = accepted(Map.of(
                "sites/lisbon.yaml",
                """
                curfew: 1
                sites:
                  - id: lisbon
                    name: Home in Lisbon
                    timeZone: Europe/Lisbon
                    resolvers: 192.0.2.1
                    timeServers: [192.0.2.1, "*.pool.ntp.org"]
                    controllers: hass
                    gateway: router
                    zones: [ { id: things, subnets: [192.0.2.0/26, "2001:db8:30::/64"], vlans: 30, detail: counts } ]
                """,
                "devices.yml",
                """
                curfew: 1
                devices:
                  - { id: hass,   mac: 02-00-00-00-00-10, addresses: 192.0.2.66, name: Home Assistant, tags: hub }
                  - { id: router, mac: "02:00:00:00:00:01" }
                """,
                "rules.yaml",
                """
                curfew: 1
                rules:
                  - id: all
                    subject: { sites: lisbon, tags: hub }
                    deny: [ { dns: lists/ads } ]
                lists: [ { id: ads, file: lists/ads.txt, format: hosts } ]
                """,
                "lists/ads.txt",
                "# comment\n127.0.0.1 localhost ads.example\n0.0.0.0 ads.example # why\n0.0.0.0\n"));

        Site site = policy.sites().getFirst();
        assertThat(policy.version()).isEqualTo(7);
        assertThat(site)
                .isEqualTo(new Site(
                        new SiteId("lisbon"),
                        "Home in Lisbon",
                        List.of(IpAddress.parse("192.0.2.1")),
                        List.of(
                                new Site.TimeServer.At(IpAddress.parse("192.0.2.1")),
                                new Site.TimeServer.Called(NamePattern.parse("*.pool.ntp.org"))),
                        List.of(new DeviceId("hass")),
                        List.of(),
                        new DeviceId("router"),
                        List.of(new Site.Zone(
                                "things",
                                List.of(Subnet.parse("192.0.2.0/26"), Subnet.parse("2001:db8:30::/64")),
                                List.of(30),
                                Site.Detail.COUNTS)),
                        ZoneId.of("Europe/Lisbon")));
        assertThat(policy.devices().getFirst())
                .isEqualTo(new ListedDevice(
                        new DeviceId("hass"),
                        new SiteId("lisbon"),
                        MacAddress.parse("02:00:00:00:00:10"),
                        List.of(IpAddress.parse("192.0.2.66")),
                        "Home Assistant",
                        List.of("hub")));
        Rule rule = policy.rules().getFirst();
        assertThat(rule.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(rule.deny().getFirst().names())
                .singleElement()
                .isInstanceOfSatisfying(
                        Selector.OnList.class,
                        onList -> assertThat(onList.list().covers(new DomainName("a.ads.example")))
                                .isTrue());
    }

    @Test
    void anEntryIsShownAsItIsWrittenOnOneLine() {
        Policy policy = accepted(Map.of("p.yaml", """
                curfew: 1
                sites: [ { id: lisbon } ]
                rules:
                  - id: r
                    subject: { any: true }
                    allow:
                      - to: [internet, "*.example.org"]
                        ports:
                          - tcp/443   # the web
                        until: 2027-01-31
                        because: "it stops, otherwise"
                """));

        Entry entry = policy.rules().getFirst().allow().getFirst();
        assertThat(entry.text())
                .isEqualTo("{ to: [internet, \"*.example.org\"], ports: [tcp/443], until: 2027-01-31,"
                        + " because: \"it stops, otherwise\" }");
        assertThat(entry.line()).isEqualTo(7);
        assertThat(entry.until()).isEqualTo(Instant.parse("2027-02-01T00:00:00Z"));
        assertThat(entry.because()).isEqualTo("it stops, otherwise");
    }

    @Test
    void listsAreReadInEachOfTheirFormats() {
        List<NameList> lists = List.of(
                ListReader.read("h", ListReader.Format.HOSTS, "0.0.0.0 a.example\n::1 localhost\n\n! no\n"),
                ListReader.read("d", ListReader.Format.DOMAINS, "a.example\n*.b.example\n# no\nno,name\n"),
                ListReader.read("a", ListReader.Format.ADBLOCK, "||a.example^\n@@||b.example^\n||c.example/path\n"));

        assertThat(lists).extracting(NameList::size).containsExactly(1, 2, 2);
        assertThat(lists).allMatch(list -> list.covers(new DomainName("x.a.example")));
        assertThat(lists).noneMatch(list -> list.covers(new DomainName("example")));
    }
}
