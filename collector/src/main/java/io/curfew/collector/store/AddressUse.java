package io.curfew.collector.store;

import io.curfew.events.IpAddress;

import java.time.Instant;

/**
 * An address that a device used.
 *
 * @param ip the address
 * @param first when it first began a flow with it, as far back as flows are kept
 * @param last when last
 */
public record AddressUse(IpAddress ip, Instant first, Instant last) {}
