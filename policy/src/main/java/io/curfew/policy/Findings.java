package io.curfew.policy;

import java.util.List;

/**
 * What one observation or command led to.
 *
 * @param judged the observation with its verdict; one for an observation, none for a command
 * @param alerts every alert that it opened or changed, as it is now
 * @param devices every dossier that is worth publishing now
 * @param sightings what other sites may have seen too
 */
public record Findings(
        List<JudgedObservation> judged, List<Alert> alerts, List<Device> devices, List<Sighting> sightings) {
    public Findings {
        judged = List.copyOf(judged);
        alerts = List.copyOf(alerts);
        devices = List.copyOf(devices);
        sightings = List.copyOf(sightings);
    }
}
