package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.events.SourceStatus;
import io.curfew.policy.watch.Sketch.Host;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** A device that is seen through an import alone: whether its silence counts depends on what of the imports is gone. */
final class BlindImportTest {
    private static final Host LAMP = Host.of("00:16:3e:00:00:24", "192.0.2.24");
    private static final String SITE = """
            curfew: 1
            sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
            devices: [ { id: lamp, mac: "00:16:3e:00:00:24" } ]
            """;

    private final Watched site = new Watched("lisbon", SITE);
    private final Report cellar = new Report();
    private long number;
    private Instant now = NOON;

    /** What the imports are, each quarter of an hour anew. */
    private interface Sources {
        List<SourceStatus> at(Instant now, Instant gone);
    }

    private void watch(Duration length, boolean lampIsSeen) {
        for (Instant end = now.plus(length); now.isBefore(end); now = now.plusSeconds(60)) {
            site.see("cellar", cellar.draw(now));
            if (lampIsSeen) {
                site.see(
                        "cellar",
                        flow(LAMP, CLOUD, 443)
                                .number(++number)
                                .at(now)
                                .outcome(Outcome.CLOSED)
                                .draw());
            }
        }
    }

    /** True when the lamp is called quiet after 8 hours in which the imports were so. */
    private boolean isCalledQuiet(Sources sources) {
        watch(Duration.ofHours(25), true);
        Instant gone = now;
        for (int quarter = 0; quarter < 32; quarter++) {
            cellar.sources = sources.at(now, gone);
            watch(Duration.ofMinutes(15), false);
        }
        return !site.alerts("gone-quiet").isEmpty();
    }

    private static SourceStatus flows(String kind, String name, Instant last, @Nullable String problem) {
        return source(kind, name, true, last, problem);
    }

    private static SourceStatus names(String kind, String name, Instant last, @Nullable String problem) {
        return source(kind, name, false, last, problem);
    }

    private static SourceStatus source(
            String kind, String name, boolean seesFlows, Instant last, @Nullable String problem) {
        return new SourceStatus(
                kind, name, false, seesFlows, !seesFlows, false, 1, Map.of(), 0, 1, last, 0, 1, problem);
    }

    @Test
    void aZeekThatIsGoneWithBothItsLogsHidesADevice() {
        assertThat(isCalledQuiet((_, gone) -> List.of(
                        flows("zeek", "conn.log", gone, "no such file"),
                        names("zeek", "dns.log", gone, "no such file"))))
                .isFalse();
    }

    @Test
    void aZeekWhoseFlowsAloneAreGoneHidesADevice() {
        assertThat(isCalledQuiet((now, gone) ->
                        List.of(flows("zeek", "conn.log", gone, null), names("zeek", "dns.log", now, null))))
                .isFalse();
    }

    @Test
    void aLogThatSaysNothingBesideOneThatDoesHidesADeviceOfASensorWithoutAnInterface() {
        cellar.hasInterface = false;

        assertThat(isCalledQuiet((now, gone) ->
                        List.of(names("dnsmasq", "one.log", now, null), names("dnsmasq", "other.log", gone, null))))
                .isFalse();
    }

    @Test
    void aPortThatCannotBeHadHidesADeviceThoughAnotherPortIsWell() {
        assertThat(isCalledQuiet((now, gone) -> List.of(
                        flows("netflow", "udp 0.0.0.0:2055", now, null),
                        flows("netflow", "192.0.2.1", now, null),
                        flows("netflow", "udp 0.0.0.0:2056", gone, "the port is taken"))))
                .isFalse();
    }

    @Test
    void anyNumberOfExportersThatAllSayNothingHidesADevice() {
        assertThat(isCalledQuiet((_, gone) -> {
                    List<SourceStatus> all = new ArrayList<>();
                    all.add(flows("netflow", "udp 0.0.0.0:2055", gone, null));
                    for (int exporter = 1; exporter <= 40; exporter++) {
                        all.add(flows("netflow", "192.0.2." + exporter, gone, null));
                    }
                    return all;
                }))
                .isFalse();
    }

    @Test
    void aZeekThatIsGoneHidesADeviceBehindAnyNumberOfExporters() {
        assertThat(isCalledQuiet((now, gone) -> {
                    List<SourceStatus> all = new ArrayList<>();
                    all.add(flows("netflow", "192.0.2.1", now, null));
                    for (int exporter = 2; exporter <= 40; exporter++) {
                        all.add(flows("netflow", "192.0.2." + exporter, gone, null));
                    }
                    all.add(flows("zeek", "conn.log", gone, "no such file"));
                    return all;
                }))
                .isFalse();
    }

    @Test
    void anExporterThatIsGoneOrMadeUpHidesNoDevice() {
        assertThat(isCalledQuiet((now, gone) ->
                        List.of(flows("netflow", "192.0.2.1", now, null), flows("netflow", "192.0.2.2", gone, null))))
                .isTrue();
    }
}
