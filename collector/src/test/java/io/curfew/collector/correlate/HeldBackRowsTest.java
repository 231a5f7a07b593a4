package io.curfew.collector.correlate;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.memory.Answers;
import io.curfew.policy.memory.Binding;
import io.curfew.policy.memory.Table;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class HeldBackRowsTest {
    private static final IpAddress CAMERA = IpAddress.parse("192.0.2.20");
    private static final IpAddress VACUUM = IpAddress.parse("192.0.2.21");
    private static final Binding EARLIER =
            new Binding(new MacAddress(0x20), Binding.Source.FRAME, Instant.parse("2026-11-23T12:00:00Z"));
    private static final Binding LATER =
            new Binding(new MacAddress(0x20), Binding.Source.LEASE, Instant.parse("2026-11-23T12:00:05Z"));

    private static final Answers NO_ANSWERS = new Answers(List.of());

    private final KeyValueStore<Bytes, byte[]> store = InMemoryStore.open();
    private final RowCodecs codecs = new RowCodecs();
    private final RowsAtHand.Share rowsAtHand = new RowsAtHand(1_000).share();
    private final StoredSiteMemory memory = new StoredSiteMemory(new SiteId("lisbon"), store, codecs, rowsAtHand);

    @Test
    void whatIsHeldBackIsNotInTheStoreYet() {
        memory.put(Table.BINDINGS, CAMERA, EARLIER);

        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void rowsAreWrittenInTheOrderOfTheirKeys() {
        List<Bytes> written = new ArrayList<>();
        StoredSiteMemory recorded = new StoredSiteMemory(new SiteId("lisbon"), recording(written), codecs, rowsAtHand);
        recorded.put(Table.ANSWERS_TO_SITE, VACUUM, NO_ANSWERS);
        recorded.put(Table.BINDINGS, VACUUM, LATER);
        recorded.put(Table.ANSWERS_TO_SITE, CAMERA, NO_ANSWERS);
        recorded.put(Table.BINDINGS, CAMERA, EARLIER);

        recorded.flush();

        assertThat(written).hasSizeGreaterThan(4).isSorted();
    }

    @SuppressWarnings("unchecked") // it stands for a store of that type
    private KeyValueStore<Bytes, byte[]> recording(List<Bytes> written) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                KeyValueStore.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("putAll")) {
                        ((List<KeyValue<Bytes, byte[]>>) arguments[0]).forEach(write -> written.add(write.key));
                    }
                    return method.invoke(store, arguments);
                });
    }

    @Test
    void whatIsDiscardedWasNever() {
        memory.put(Table.BINDINGS, CAMERA, EARLIER);
        memory.flush();

        memory.put(Table.BINDINGS, CAMERA, LATER);
        memory.put(Table.BINDINGS, VACUUM, LATER);
        memory.discard();

        assertThat(memory.get(Table.BINDINGS, CAMERA)).isEqualTo(EARLIER);
        assertThat(memory.get(Table.BINDINGS, VACUUM)).isNull();
        assertThat(memory.size(Table.BINDINGS)).isEqualTo(1);
    }

    @Test
    void heldRowsHideStoredOnes() {
        memory.put(Table.BINDINGS, CAMERA, EARLIER);
        memory.put(Table.BINDINGS, VACUUM, EARLIER);
        memory.flush();

        memory.put(Table.BINDINGS, CAMERA, LATER);
        memory.remove(Table.BINDINGS, VACUUM);

        Map<IpAddress, Binding> seen = new HashMap<>();
        memory.forEach(Table.BINDINGS, seen::put);
        assertThat(seen).containsExactly(Map.entry(CAMERA, LATER));
        assertThat(memory.size(Table.BINDINGS)).isEqualTo(1);
    }

    @Test
    void aRemovedRowLeavesTheStore() {
        memory.put(Table.BINDINGS, CAMERA, EARLIER);
        memory.put(Table.BINDINGS, VACUUM, EARLIER);
        memory.flush();
        long before = store.approximateNumEntries();

        memory.remove(Table.BINDINGS, CAMERA);
        memory.flush();

        assertThat(store.approximateNumEntries()).isEqualTo(before - 1);
    }

    @Test
    void whatComesAndGoesBetweenTwoFlushesIsNeverStored() {
        memory.put(Table.BINDINGS, CAMERA, EARLIER);
        memory.remove(Table.BINDINGS, CAMERA);
        memory.flush();

        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void rowsThatAreNoLongerAtHandAreFoundAgain() {
        int many = StoredTable.MOST_WHOLE + 1_000;
        for (int host = 0; host < many; host++) {
            memory.put(Table.ANSWERS_TO_SITE, IpAddress.v4(host), NO_ANSWERS);
        }
        memory.flush();

        memory.forget();

        assertThat(rowsAtHand.count()).isZero();
        assertThat(memory.size(Table.ANSWERS_TO_SITE)).isEqualTo(many);
        assertThat(memory.get(Table.ANSWERS_TO_SITE, IpAddress.v4(0))).isNotNull();
        Set<IpAddress> seen = new HashSet<>();
        memory.forEach(Table.ANSWERS_TO_SITE, (ip, answers) -> seen.add(ip));
        assertThat(seen).hasSize(many);
    }

    @Test
    void rowsThatAreGoneAreNotKeptAtHand() {
        memory.put(Table.BINDINGS, CAMERA, EARLIER);
        memory.flush();
        long before = rowsAtHand.count();
        for (int host = 0; host < 100; host++) {
            memory.put(Table.BINDINGS, IpAddress.v4(host), LATER);
            memory.flush();
            memory.remove(Table.BINDINGS, IpAddress.v4(host));
            memory.get(Table.BINDINGS, IpAddress.v4(1_000 + host));
            memory.flush();
        }

        assertThat(rowsAtHand.count()).isEqualTo(before);
    }

    @Test
    void anotherProcessKnowsHowManyRowsThereAre() {
        memory.put(Table.BINDINGS, CAMERA, EARLIER);
        memory.put(Table.BINDINGS, VACUUM, EARLIER);
        memory.flush();
        memory.remove(Table.BINDINGS, CAMERA);
        memory.flush();

        assertThat(new StoredSiteMemory(new SiteId("lisbon"), store, new RowCodecs(), new RowsAtHand(1_000).share())
                        .size(Table.BINDINGS))
                .isEqualTo(1);
    }
}
