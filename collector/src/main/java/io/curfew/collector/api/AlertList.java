package io.curfew.collector.api;

import java.util.List;

/**
 * Some alerts.
 *
 * @param items the alerts
 */
public record AlertList(List<AlertSummary> items) {}
