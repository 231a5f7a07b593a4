package io.curfew.collector.correlate;

import io.curfew.policy.Command;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceRemark;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.THINGS_STAY_HOME;
import static io.curfew.collector.correlate.Seen.batch;
import static io.curfew.collector.correlate.Seen.question;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever takes a site over knows which policy it was judged by last, whatever it was judged for. */
class SitePolicyTest {
    private final KeyValueStore<Bytes, byte[]> store = InMemoryStore.open();

    private SiteCorrelation site() {
        return new SiteCorrelation(
                LISBON, new StoredSiteMemory(LISBON, store, new RowCodecs(), new RowsAtHand(1_000).share()));
    }

    private SiteCorrelation judgedByTheFirst() {
        SiteCorrelation site = site();
        site.take(Bench.policy(1, THINGS_STAY_HOME), batch(LISBON, 0, question(NOON)));
        site.keep();
        assertThat(site().policyVersion()).isEqualTo(1);
        return site;
    }

    @Test
    void aCommandBindsTheSiteToItsPolicy() {
        SiteCorrelation site = judgedByTheFirst();
        DeviceRemark remark = new DeviceRemark("Dusty", List.of(), null, null, "", List.of());

        site.apply(
                Bench.policy(2, THINGS_STAY_HOME),
                new Command.Adopt(LISBON, "olga", NOON, new DeviceId("vacuum"), remark));
        site.keep();

        assertThat(site().policyVersion()).isEqualTo(2);
    }

    @Test
    void timeThatPassesBindsTheSiteToItsPolicy() {
        SiteCorrelation site = judgedByTheFirst();

        site.pass(Bench.policy(2, THINGS_STAY_HOME), Duration.ofMinutes(1));
        site.keep();

        assertThat(site().policyVersion()).isEqualTo(2);
    }

    @Test
    void whatIsDiscardedBindsToNothing() {
        SiteCorrelation site = judgedByTheFirst();

        site.pass(Bench.policy(2, THINGS_STAY_HOME), Duration.ofMinutes(1));
        site.discard();
        site.keep();

        assertThat(site().policyVersion()).isEqualTo(1);
    }
}
