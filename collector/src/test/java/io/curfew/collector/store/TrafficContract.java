package io.curfew.collector.store;

import io.curfew.collector.store.ecs.DnsTransaction;
import io.curfew.collector.store.ecs.Flow;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.VACUUM;
import static io.curfew.collector.store.Samples.VENDOR;
import static io.curfew.collector.store.Samples.device;
import static io.curfew.collector.store.Samples.dns;
import static io.curfew.collector.store.Samples.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What every view does with flows and questions to DNS. */
interface TrafficContract extends ViewUnderTest {
    @Test
    default void trafficWrittenAgainStandsThereOnce() {
        write(flow(LISBON, "f1", NOON), dns(LISBON, "d1", NOON));

        write(flow(LISBON, "f1", NOON), dns(LISBON, "d1", NOON));

        assertThat(view().flows(TrafficQuery.all(VisibleSites.everywhere(), FIRST))
                        .items())
                .hasSize(1);
        assertThat(view().dns(TrafficQuery.all(VisibleSites.everywhere(), FIRST))
                        .items())
                .hasSize(1);
    }

    @Test
    default void trafficIsFoundByDevicePeerAndTime() {
        write(flow(LISBON, "f1", NOON), flow(LISBON, "f2", NOON.plusSeconds(60)));

        assertThat(flows(CAMERA, null, 0, 120)).containsExactly("f2", "f1");
        assertThat(flows(VACUUM, null, 0, 120)).isEmpty();
        assertThat(flows(null, VENDOR.toString(), 0, 120)).containsExactly("f2", "f1");
        assertThat(flows(null, "cloud.example.org", 0, 120)).containsExactly("f2", "f1");
        assertThat(flows(null, "198.51.100.99", 0, 120)).isEmpty();
        assertThat(flows(null, null, 0, 60)).containsExactly("f1");
        assertThat(flows(null, null, 60, 61)).containsExactly("f2");
    }

    private List<String> flows(@Nullable DeviceId device, @Nullable String peer, int fromSeconds, int toSeconds) {
        TrafficQuery query = new TrafficQuery(
                VisibleSites.everywhere(),
                device,
                peer,
                null,
                null,
                null,
                null,
                NOON.plusSeconds(fromSeconds),
                NOON.plusSeconds(toSeconds),
                FIRST);
        return view().flows(query).items().stream()
                .map(flow -> flow.curfew().id())
                .toList();
    }

    @Test
    default void trafficIsFoundByServiceZoneRuleAndVerdict() {
        write(flow(LISBON, "f1", NOON));
        Flow flow = view().flows(TrafficQuery.all(VisibleSites.everywhere(), FIRST))
                .items()
                .getFirst();
        String rule = flow.curfew().verdict().rule();

        assertThat(flowsBy("https", "things", rule, HourKey.Result.VIOLATION)).isEqualTo(1);
        assertThat(flowsBy("tcp/443", null, null, null)).isEqualTo(1);
        assertThat(flowsBy("tcp", null, null, null)).isEqualTo(1);
        assertThat(flowsBy("udp/443", null, null, null)).isZero();
        assertThat(flowsBy("no-such-service", null, null, null)).isZero();
        assertThat(flowsBy(null, "private", null, null)).isZero();
        assertThat(flowsBy(null, "@outside", null, null)).isZero();
        assertThat(flowsBy(null, "@none", null, null)).isZero();
        assertThat(flowsBy(null, null, "another-rule", null)).isZero();
        assertThat(flowsBy(null, null, null, HourKey.Result.ALLOWED)).isZero();
    }

    private int flowsBy(
            @Nullable String service, @Nullable String zone, @Nullable String rule, HourKey.@Nullable Result result) {
        return view().flows(new TrafficQuery(
                        VisibleSites.everywhere(), null, null, service, zone, rule, result, null, null, FIRST))
                .items()
                .size();
    }

    @Test
    default void pagesOfTrafficFollowEachOther() {
        write(dns(LISBON, "d1", NOON), dns(LISBON, "d2", NOON), dns(LISBON, "d3", NOON.plusNanos(1_000)));

        Page<DnsTransaction> first = view().dns(TrafficQuery.all(VisibleSites.everywhere(), PageRequest.first(2)));
        Page<DnsTransaction> second = view().dns(TrafficQuery.all(
                VisibleSites.everywhere(), PageRequest.first(2).from(first.next())));

        assertThat(first.items())
                .extracting(transaction -> transaction.curfew().id())
                .containsExactly("d3", "d1");
        assertThat(second.items())
                .extracting(transaction -> transaction.curfew().id())
                .containsExactly("d2");
        assertThat(second.next()).isNull();
    }

    @Test
    default void aDocumentThatTheStoreCannotReadIsRejectedAndTheOthersAreKept() {
        Change broken = new Change.TrafficSeen(
                Dataset.FLOWS,
                "f0",
                NOON,
                Samples.octets("{\"@timestamp\":\"noon\",\"curfew\":{\"site\":\"lisbon\"}}"));

        List<Rejection> rejections = writer().write(List.of(broken, flow(LISBON, "f1", NOON)));
        settle();

        assertThat(rejections).extracting(Rejection::change).containsExactly(broken);
        assertThat(view().flows(TrafficQuery.all(VisibleSites.everywhere(), FIRST))
                        .items())
                .extracting(Flow::curfew)
                .extracting("id")
                .containsExactly("f1");
    }
}
