package io.curfew.sensor.audit;

import io.curfew.policy.Alert;
import org.assertj.core.presentation.StandardRepresentation;

/** Prints an alert as the file of expected findings writes it: whole alerts are too long to read. */
final class Lines extends StandardRepresentation {
    @Override
    protected String fallbackToStringOf(Object value) {
        return value instanceof Alert alert ? Incident.line(alert) : super.fallbackToStringOf(value);
    }
}
