package io.curfew.policy;

/**
 * What a device may be, and what makes one think so.
 *
 * @param name the model, or as much of it as can be told: {@code D-Link DCS-935L}, {@code Windows}
 * @param reason what it rests on, in words
 */
public record DeviceModel(String name, String reason) {}
