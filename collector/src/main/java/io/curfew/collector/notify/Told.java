package io.curfew.collector.notify;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;

import java.time.Instant;
import java.util.List;

/**
 * What a channel told of an alert last.
 *
 * @param site whose alert it is
 * @param since when the matter came up that was told of: its opening, or its last reopening
 * @param severity how much it mattered
 * @param state where it stood
 */
public record Told(SiteId site, Instant since, Severity severity, Alert.State state) {

    /** What is told when an alert is told as it is now. */
    static Told of(Alert alert) {
        return new Told(alert.site(), since(alert), alert.severity(), alert.state());
    }

    /** When the matter came up as it stands now. */
    static Instant since(Alert alert) {
        Instant reopened = alert.standing().reopened();
        if (reopened != null) {
            return reopened;
        }
        List<Standing.Event> history = alert.standing().history();
        return history.isEmpty() ? alert.first() : history.getFirst().at();
    }
}
