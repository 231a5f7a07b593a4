package io.curfew.sensor.health;

import io.curfew.events.SourceStatus;

import java.util.List;
import java.util.Map;

/** What a sensor sees by beside its packets. Asked with each status, so that nobody may wait. */
@FunctionalInterface
public interface OtherEyes {
    /** How each of them goes. */
    List<SourceStatus> sources();

    /** What they left unread or forgot to make room, by kind; without the kinds of which there was none. */
    default Map<String, Long> givenUp() {
        return Map.of();
    }
}
