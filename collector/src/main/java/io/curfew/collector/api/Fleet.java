package io.curfew.collector.api;

import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.store.SensorReports;
import io.curfew.collector.store.View;
import io.curfew.collector.store.VisibleSites;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sensors that reported once, by site and id.
 *
 * @param items the sensors
 */
public record Fleet(List<FleetSensor> items) {
    private static final Duration COVERED = Duration.ofDays(1);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

    static List<FleetSensor> of(View view, EnrolledSensors enrolled, VisibleSites visible, Instant now) {
        // Whole minutes: who asks again within one asks for the same, which the store remembers.
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        Map<String, Long> reports = view.reports(visible, to.minus(COVERED), to).stream()
                .collect(Collectors.toMap(heard -> heard.site() + "/" + heard.sensor(), SensorReports::count));
        return view.sensors(visible).stream()
                .map(sensor -> FleetSensor.of(
                        sensor,
                        covered(reports.getOrDefault(sensor.site() + "/" + sensor.id(), 0L)),
                        SensorEnrolment.of(enrolled, sensor.site(), sensor.id()),
                        now))
                .toList();
    }

    private static double covered(long reports) {
        return Math.min(1, reports / (double) COVERED.dividedBy(BETWEEN_REPORTS));
    }
}
