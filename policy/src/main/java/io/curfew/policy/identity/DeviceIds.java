package io.curfew.policy.identity;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.DeviceId;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The ids of devices that no policy lists, each made once: rows that are kept under the same id share it, and comparing
 * it with itself takes no time. Begins anew beyond {@value #MOST}. For one thread.
 */
final class DeviceIds {
    static final int MOST = 4_096;

    private final Map<MacAddress, DeviceId> ofMacs = new HashMap<>();
    private final Map<IpAddress, DeviceId> ofAddresses = new HashMap<>();

    DeviceId of(MacAddress mac) {
        return of(ofMacs, mac, DeviceId::of);
    }

    DeviceId of(IpAddress ip) {
        return of(ofAddresses, ip, DeviceId::of);
    }

    private static <K> DeviceId of(Map<K, DeviceId> known, K key, Function<K, DeviceId> making) {
        DeviceId id = known.get(key);
        if (id == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            id = making.apply(key);
            known.put(key, id);
        }
        return id;
    }
}
