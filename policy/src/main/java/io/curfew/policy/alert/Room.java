package io.curfew.policy.alert;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which alerts make room for a new one when as many are kept as there may be: an eighth of them. What is over
 * goes first, then what happened longest ago of the devices that have the most: a device that violates all it can
 * pushes out its own.
 */
final class Room {
    private static final int PART = 8;

    private final Rows rows;

    /**
     * An alert that may have to go.
     *
     * @param place which one of its device's it is, the latest first; of those that are over the last one
     */
    private record Held(String id, DeviceId device, boolean isOver, Instant last, int place) {
        private static final Comparator<Held> LATEST_FIRST =
                Comparator.comparing(Held::last).reversed().thenComparing(Held::id);
        private static final Comparator<Held> FIRST_TO_GO =
                Comparator.comparingInt(Held::place).reversed().thenComparing(LATEST_FIRST.reversed());

        Held at(int otherPlace) {
            return new Held(id, device, isOver, last, otherPlace);
        }
    }

    Room(Rows rows) {
        this.rows = rows;
    }

    /** Those that have to go before one more comes, the first to go first; none while there is room. */
    List<String> leaving() {
        int most = Table.OCCURRENCES.capacity();
        if (rows.size(Table.OCCURRENCES) < most) {
            return List.of();
        }
        List<Held> held = held();
        held.sort(Held.LATEST_FIRST);
        Map<DeviceId, Integer> openByDevice = new HashMap<>();
        held.replaceAll(one -> one.isOver() ? one : one.at(openByDevice.merge(one.device(), 1, Integer::sum)));
        held.sort(Held.FIRST_TO_GO);
        return held.stream().limit(most / PART).map(Held::id).toList();
    }

    private List<Held> held() {
        List<Held> held = new ArrayList<>(rows.size(Table.ALERTS));
        rows.forEach(Table.ALERTS, (id, alert) -> {
            Occurrences occurrences = rows.get(Table.OCCURRENCES, id);
            Instant last = occurrences == null ? Instant.EPOCH : occurrences.last();
            boolean isOver = alert.state() == Alert.State.RESOLVED;
            held.add(new Held(id, alert.device(), isOver, last, Integer.MAX_VALUE));
        });
        return held;
    }
}
