package io.curfew.collector.store;

import io.curfew.policy.Device;

/**
 * A device and how it stands.
 *
 * @param device its dossier
 * @param openAlerts how many of its alerts are open
 */
public record KnownDevice(Device device, long openAlerts) {}
