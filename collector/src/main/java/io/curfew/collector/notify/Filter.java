package io.curfew.collector.notify;

import io.curfew.policy.Alert;
import io.curfew.policy.Severity;

import java.util.Set;

/**
 * What a channel tells of.
 *
 * @param severity the least severity
 * @param sites the sites; none means all
 * @param rules the ids of rules and detections; none means all
 * @param resolved whether it tells as well that a matter is over
 */
public record Filter(Severity severity, Set<String> sites, Set<String> rules, boolean resolved) {
    public Filter {
        sites = Set.copyOf(sites);
        rules = Set.copyOf(rules);
    }

    boolean lets(Alert alert) {
        return alert.severity().compareTo(severity) >= 0
                && (sites.isEmpty() || sites.contains(alert.site().value()))
                && (rules.isEmpty() || rules.contains(alert.origin()));
    }
}
