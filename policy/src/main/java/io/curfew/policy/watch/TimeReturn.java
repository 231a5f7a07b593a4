package io.curfew.policy.watch;

import io.curfew.events.SensorId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.Habit;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back what a clock that was ahead has left in the memory of a site: what was heard at times that have yet to
 * come would hide for as long that something falls silent, goes on or is over.
 */
final class TimeReturn {
    private final Rows rows;
    private final AlertBook alerts;

    TimeReturn(Rows rows, AlertBook alerts) {
        this.rows = rows;
        this.alerts = alerts;
    }

    /** It is {@code now} again, and earlier than it was. */
    void to(Instant now) {
        Gaps gaps = rows.get(Table.GAPS, Table.ONLY);
        rows.put(Table.GAPS, Table.ONLY, (gaps == null ? Gaps.NONE : gaps).backTo(now));
        List<DeviceId> ahead = new ArrayList<>();
        rows.forEach(Table.HABITS, (device, habit) -> {
            if (!habit.equals(habit.noLaterThan(now))) {
                ahead.add(device);
            }
        });
        for (DeviceId device : ahead) {
            Habit habit = rows.get(Table.HABITS, device);
            if (habit != null) {
                rows.put(Table.HABITS, device, habit.noLaterThan(now));
            }
        }
        for (SensorId sensor : rows.keys(Table.SENSORS)) {
            rows.change(Table.SENSORS, sensor, facts -> facts.noLaterThan(now));
        }
        alerts.backTo(now);
    }
}
