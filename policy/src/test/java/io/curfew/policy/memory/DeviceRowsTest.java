package io.curfew.policy.memory;

import io.curfew.policy.DeviceId;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceRowsTest {
    private static final DeviceId CAMERA = new DeviceId("camera");
    private static final DeviceId PLUG = new DeviceId("plug");

    private final DeviceRows beside = new DeviceRows();
    private final KeyedRows<DeviceId, String> seen = KeyedRows.of(Table.SEEN, beside);
    private final KeyedRows<DeviceId, String> habits = KeyedRows.of(Table.HABITS, beside);

    @Test
    void tablesDoNotSeeEachOthersRows() {
        seen.put(CAMERA, "at noon");

        assertThat(seen.get(CAMERA)).isEqualTo("at noon");
        assertThat(habits.get(CAMERA)).isNull();
        assertThat(habits.size()).isZero();
    }

    @Test
    void anIdThatIsAnotherObjectFindsTheRowsOfItsDevice() {
        seen.put(CAMERA, "at noon");
        seen.put(PLUG, "at one");

        assertThat(seen.get(new DeviceId("camera"))).isEqualTo("at noon");
        assertThat(seen.get(new DeviceId("plug"))).isEqualTo("at one");
    }

    @Test
    void aDeviceWhoseLastRowWentComesBackWithoutIt() {
        seen.put(CAMERA, "at noon");
        assertThat(seen.get(CAMERA)).isEqualTo("at noon");

        seen.remove(CAMERA);
        habits.put(CAMERA, "quiet");

        assertThat(seen.get(CAMERA)).isNull();
        assertThat(habits.get(CAMERA)).isEqualTo("quiet");
        assertThat(rows(habits)).containsOnly(Map.entry(CAMERA, "quiet"));
        assertThat(seen.size()).isZero();
    }

    @Test
    void clearingATableLeavesTheRowsOfTheOthers() {
        seen.put(CAMERA, "at noon");
        seen.put(PLUG, "at one");
        habits.put(CAMERA, "quiet");

        seen.clear();

        assertThat(seen.size()).isZero();
        assertThat(seen.get(PLUG)).isNull();
        assertThat(rows(seen)).isEmpty();
        assertThat(rows(habits)).containsOnly(Map.entry(CAMERA, "quiet"));

        seen.put(PLUG, "at two");
        assertThat(rows(seen)).containsOnly(Map.entry(PLUG, "at two"));
    }

    @Test
    void aRowThatIsReplacedCountsOnce() {
        seen.put(CAMERA, "at noon");
        seen.put(CAMERA, "at one");

        assertThat(seen.size()).isOne();
        assertThat(seen.get(CAMERA)).isEqualTo("at one");
    }

    private static Map<DeviceId, String> rows(KeyedRows<DeviceId, String> of) {
        Map<DeviceId, String> rows = new HashMap<>();
        of.forEach(rows::put);
        return rows;
    }
}
