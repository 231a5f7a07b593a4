package io.curfew.collector.replay;

import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.View;
import io.curfew.collector.store.VisibleSites;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows which sensors a site had in a span of time: those that were enrolled, and those that reported before it. */
public final class SensorsOfSites {
    private final EnrolledSensors enrolled;
    private final View view;

    public SensorsOfSites(EnrolledSensors enrolled, View view) {
        this.enrolled = enrolled;
        this.view = view;
    }

    /**
     * What nothing is known of because sensors were not heard, in sentences.
     *
     * @param from the first moment of the span
     * @param to the first moment behind it
     * @param heard those that were heard in it
     */
    List<String> unheard(SiteId site, Instant from, Instant to, Set<SensorId> heard) {
        Set<SensorId> sensors = new TreeSet<>(Comparator.comparing(SensorId::value));
        List<String> unknown = new ArrayList<>(0);
        try {
            view.reports(VisibleSites.of(Set.of(site)), Instant.EPOCH, from)
                    .forEach(reports -> sensors.add(reports.sensor()));
        } catch (StoreAwayException _) {
            unknown.add("Which sensors there were that are not enrolled is not known while OpenSearch does not answer:"
                    + " one of them may not have been heard.");
        }
        for (EnrolledSensor sensor : enrolled.of(site)) {
            if (sensor.revoked() != null && !sensor.revoked().isAfter(from)) {
                sensors.remove(sensor.sensor());
            } else if (sensor.at().isBefore(to)) {
                sensors.add(sensor.sensor());
            }
        }
        sensors.removeAll(heard);
        return Stream.concat(told(sensors), unknown.stream()).toList();
    }

    private static Stream<String> told(Set<SensorId> sensors) {
        if (sensors.isEmpty()) {
            return Stream.of();
        }
        boolean isOne = sensors.size() == 1;
        String names = sensors.stream().map(SensorId::value).collect(Collectors.joining(", "));
        return Stream.of("Nothing was heard of " + (isOne ? "sensor " : "sensors ") + names + ": what only "
                + (isOne ? "it sees" : "they see") + " is not judged.");
    }
}
