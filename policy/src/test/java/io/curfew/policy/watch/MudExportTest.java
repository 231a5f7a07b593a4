package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.policy.Verdict;
import io.curfew.policy.mud.MudExport;
import io.curfew.policy.watch.Sketch.Flow;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What a device was seen to do, written as a MUD file, allows exactly that when it is read again. */
final class MudExportTest {
    private static final Host LAMP = Host.of("02:00:00:00:00:21", "192.0.2.21");
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.66");
    private static final Host OTHER_CLOUD = Host.of("198.51.100.7").behind(ROUTER);
    private static final Host GROUP = Host.of("239.255.255.250");

    private static final String POLICY = """
            curfew: 1
            sites:
              - { id: lisbon, resolvers: 192.0.2.1, gateway: 192.0.2.1, zones: [ { id: things, subnets: 192.0.2.0/25 } ] }
            devices: [ { id: lamp, mac: "02:00:00:00:00:21", name: "Lamp \\"hall\\"" } ]
            rules: [ RULE ]
            """;

    private static List<Flow> habits() {
        return List.of(
                flow(LAMP, ROUTER, 53).udp(),
                flow(LAMP, CLOUD, 8_883),
                flow(LAMP, GROUP, 1_900).udp(),
                flow(HASS, LAMP, 80));
    }

    private static String exported() {
        Watched site = new Watched("lisbon", POLICY.replace("RULE", ""));
        site.see(answer(LAMP, ROUTER, NOON, "api.lamps.example", "203.0.113.9"));
        habits().forEach(site::see);
        return MudExport.of(site.dossier("lamp"));
    }

    @Test
    void theFileAllowsWhatWasSeenAndNothingElse() {
        Watched site = new Watched(
                "lisbon",
                Map.of(
                        "policy.yaml",
                        POLICY.replace("RULE", "{ id: learned, subject: { devices: lamp }, mud: lamp.json }"),
                        "lamp.json",
                        exported()));
        site.see(answer(LAMP, ROUTER, NOON, "api.lamps.example", "203.0.113.9"));

        for (Flow habit : habits()) {
            assertThat(site.verdict(habit)).isEqualTo(new Verdict.Allowed("learned"));
        }
        for (Flow other : List.of(
                flow(LAMP, OTHER_CLOUD, 8_883),
                flow(LAMP, CLOUD, 443),
                flow(LAMP, HASS, 80),
                flow(HASS, LAMP, 22),
                flow(CLOUD, LAMP, 8_883))) {
            assertThat(site.verdict(other)).isInstanceOf(Verdict.Violation.class);
        }
    }

    @Test
    void theFileSaysWhoseItIs() {
        assertThat(exported())
                .contains(
                        "\"mud-url\": \"https://lisbon.invalid/lamp.json\"",
                        "\"last-update\": \"2026-11-02T12:",
                        "\"systeminfo\": \"Lamp \\\"hall\\\"\"",
                        "\"controller\": \"urn:ietf:params:mud:dns\"",
                        "\"ietf-acldns:dst-dnsname\": \"api.lamps.example\"",
                        "\"ietf-acldns:src-dnsname\": \"api.lamps.example\"");
    }

    @Test
    void whatOthersTriedInVainIsNotWritten() {
        Watched site = new Watched("lisbon", POLICY.replace("RULE", ""));
        site.see(flow(HASS, LAMP, 22).outcome(Outcome.REFUSED));
        site.see(flow(HASS, LAMP, 80));

        assertThat(MudExport.of(site.dossier("lamp"))).contains("\"port\": 80").doesNotContain("\"port\": 22");
    }

    @Test
    void whoAnswersPingsIsNotAllowedToSendThem() {
        Watched asked = new Watched("lisbon", POLICY.replace("RULE", ""));
        asked.see(flow(HASS, LAMP, 0).transport(Transport.ICMP).fromPort(8));
        Watched site = new Watched(
                "lisbon",
                Map.of(
                        "policy.yaml",
                        POLICY.replace("RULE", "{ id: learned, subject: { devices: lamp }, mud: lamp.json }"),
                        "lamp.json",
                        MudExport.of(asked.dossier("lamp"))));

        assertThat(site.verdict(flow(HASS, LAMP, 0).transport(Transport.ICMP).fromPort(8)))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(site.verdict(flow(LAMP, HASS, 0).transport(Transport.ICMP).fromPort(8)))
                .isInstanceOf(Verdict.Violation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s.lamps.example", "%1$2000000000d.lamps.example", "100%.lamps.example"})
    void aNameIsWrittenAsItIsWhateverItsLetters(String name) {
        Watched site = new Watched("lisbon", POLICY.replace("RULE", ""));
        site.see(answer(LAMP, ROUTER, NOON, name, "203.0.113.9"));
        site.see(flow(LAMP, CLOUD, 8_883));

        assertThat(MudExport.of(site.dossier("lamp"))).contains("\"ietf-acldns:dst-dnsname\": \"" + name + "\"");
    }

    @Test
    void aViolationIsNotWritten() {
        Watched site = new Watched(
                "lisbon",
                POLICY.replace("RULE", "{ id: none, subject: { devices: lamp }, deny: [ { to: internet } ] }"));
        site.see(answer(LAMP, ROUTER, NOON, "api.lamps.example", "203.0.113.9"));
        habits().forEach(site::see);

        assertThat(MudExport.of(site.dossier("lamp"))).doesNotContain("api.lamps.example");
    }
}
