package io.curfew.policy.memory;

import io.curfew.policy.DeviceRemark;

import java.time.Instant;

/**
 * What a person says of a device.
 *
 * @param remark what
 * @param at when it was said
 */
public record Remark(DeviceRemark remark, Instant at) {}
