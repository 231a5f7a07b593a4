package io.curfew.policy.identity;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.DeviceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class DeviceIdsTest {
    private final DeviceIds ids = new DeviceIds();

    @Test
    void anIdIsMadeOnceForRowsToShare() {
        DeviceId lamp = ids.of(new MacAddress(21));
        DeviceId printer = ids.of(IpAddress.parse("192.0.2.9"));

        assertThat(lamp).isEqualTo(DeviceId.of(new MacAddress(21)));
        assertThat(printer).isEqualTo(DeviceId.of(IpAddress.parse("192.0.2.9")));
        assertThat(ids.of(new MacAddress(21))).isSameAs(lamp);
        assertThat(ids.of(IpAddress.parse("192.0.2.9"))).isSameAs(printer);
    }

    @Test
    void itBeginsAnewRatherThanKeepWhateverASegmentMakesUp() {
        DeviceId lamp = ids.of(new MacAddress(0));
        for (int mac = 1; mac <= DeviceIds.MOST; mac++) {
            ids.of(new MacAddress(mac));
        }

        assertThat(ids.of(new MacAddress(0))).isEqualTo(lamp).isNotSameAs(lamp);
    }
}
