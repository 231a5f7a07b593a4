package io.curfew.collector.api;

import io.curfew.collector.store.AddressUse;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;

import java.util.List;

/**
 * The addresses of a device.
 *
 * @param site where
 * @param device which one
 * @param items the address that came last first
 */
public record AddressList(SiteId site, DeviceId device, List<AddressUse> items) {}
