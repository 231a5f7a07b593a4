package io.curfew.policy.dossier;

import io.curfew.policy.Attempts;
import io.curfew.policy.DeviceDay;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.PastDays;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums what each device does by day: its latest day in a row of its own, up to {@value PastDays#MOST_DAYS} before it.
 */
final class DayBook {
    private static final long SECONDS_A_DAY = 86_400;

    private final Rows rows;

    DayBook(Rows rows) {
        this.rows = rows;
    }

    void add(Exchange exchange) {
        long epochDay = Math.floorDiv(exchange.at().getEpochSecond(), SECONDS_A_DAY);
        boolean isTried = exchange.initiated() && exchange.ended() != null;
        DeviceDay known = rows.get(Table.DAYS, exchange.device());
        if (known != null && known.day().toEpochDay() == epochDay) {
            Attempts attempts = isTried ? exchange.attempts(known.attempts()) : known.attempts();
            rows.put(
                    Table.DAYS,
                    exchange.device(),
                    new DeviceDay(
                            known.day(),
                            known.bytesSent() + exchange.bytesSent(),
                            known.bytesReceived() + exchange.bytesReceived(),
                            known.flows() + (exchange.isFirst() ? exchange.flows() : 0),
                            attempts));
            return;
        }
        DeviceDay day = new DeviceDay(
                LocalDate.ofEpochDay(epochDay),
                exchange.bytesSent(),
                exchange.bytesReceived(),
                exchange.isFirst() ? exchange.flows() : 0,
                isTried ? exchange.attempts(Attempts.NONE) : Attempts.NONE);
        boolean isLate = known != null && day.day().isBefore(known.day());
        if (known != null) {
            addToPast(exchange.device(), isLate ? day : known);
        }
        if (!isLate) {
            rows.put(Table.DAYS, exchange.device(), day);
        }
    }

    private void addToPast(DeviceId device, DeviceDay day) {
        PastDays past = rows.get(Table.PAST_DAYS, device);
        rows.put(Table.PAST_DAYS, device, (past == null ? PastDays.NONE : past).with(day));
    }

    /** Latest first. */
    List<DeviceDay> days(DeviceId device) {
        DeviceDay latest = rows.get(Table.DAYS, device);
        if (latest == null) {
            return List.of();
        }
        PastDays past = rows.get(Table.PAST_DAYS, device);
        List<DeviceDay> days = new ArrayList<>();
        days.add(latest);
        if (past != null) {
            days.addAll(past.latestFirst());
        }
        return days;
    }
}
