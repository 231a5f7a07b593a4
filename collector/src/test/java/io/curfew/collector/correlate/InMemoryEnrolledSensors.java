package io.curfew.collector.correlate;

import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.enrolment.Refusal;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sensors that were enrolled; those that were enrolled elsewhere are known once it catches up. */
public final class InMemoryEnrolledSensors implements EnrolledSensors {
    private final Map<String, EnrolledSensor> known = new HashMap<>();
    private final List<EnrolledSensor> elsewhere = new ArrayList<>();
    private final List<Refusal> told = new ArrayList<>();
    private int questions;
    private boolean isInTouch = true;

    public void enrol(EnrolledSensor sensor) {
        known.put(sensor.site() + "/" + sensor.sensor(), sensor);
    }

    void enrolElsewhere(EnrolledSensor sensor) {
        elsewhere.add(sensor);
    }

    /** From now on it does not catch up. */
    void loseTouch() {
        isInTouch = false;
    }

    /** How often it was asked to catch up. */
    int questions() {
        return questions;
    }

    List<Refusal> told() {
        return List.copyOf(told);
    }

    @Override
    public Optional<EnrolledSensor> find(SiteId site, SensorId sensor) {
        return Optional.ofNullable(known.get(site + "/" + sensor));
    }

    @Override
    public List<EnrolledSensor> of(SiteId site) {
        return known.values().stream()
                .filter(sensor -> sensor.site().equals(site))
                .toList();
    }

    @Override
    public boolean catchUp() {
        questions++;
        if (isInTouch) {
            elsewhere.forEach(this::enrol);
        }
        return isInTouch;
    }

    @Override
    public Optional<Refusal> lastRefusal(SiteId site, SensorId sensor) {
        return told.reversed().stream()
                .filter(refusal ->
                        refusal.site().equals(site) && refusal.sensor().equals(sensor))
                .findFirst();
    }

    @Override
    public void tell(Refusal refusal) {
        told.add(refusal);
    }
}
