package io.curfew.policy;

import java.util.List;

/**
 * What observations and commands led to.
 *
 * @param alerts every alert that is worth telling now, as it is now
 * @param devices every dossier that is worth publishing now
 * @param sightings what other sites may have seen too
 */
public record Findings(List<Alert> alerts, List<Device> devices, List<Sighting> sightings) {
    /** Nothing came of it. */
    public static final Findings NONE = new Findings(List.of(), List.of(), List.of());

    public Findings {
        alerts = List.copyOf(alerts);
        devices = List.copyOf(devices);
        sightings = List.copyOf(sightings);
    }
}
