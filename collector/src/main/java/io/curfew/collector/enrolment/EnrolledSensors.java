package io.curfew.collector.enrolment;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

import java.util.List;
import java.util.Optional;

/** The sensors that were enrolled, as far as this process knows: another learns of one a moment later. */
public interface EnrolledSensors {

    /** The sensor of that name, revoked or not. */
    Optional<EnrolledSensor> find(SiteId site, SensorId sensor);

    /** The sensors of a site, revoked or not. */
    List<EnrolledSensor> of(SiteId site);

    /** Returns once all is known here that was decided before the call; false when that takes too long. */
    boolean catchUp();

    /** The last refusal that people are told of; absent when there was none since the sensor was enrolled. */
    Optional<Refusal> lastRefusal(SiteId site, SensorId sensor);

    /** Lets people know of a refusal, at all collectors; of sensors that were never enrolled nothing is kept. */
    void tell(Refusal refusal);
}
