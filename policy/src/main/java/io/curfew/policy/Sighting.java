package io.curfew.policy;

import io.curfew.events.SiteId;

import java.time.Instant;

/**
 * A site has seen something that other sites may have seen too. Nobody but the second step learns of it.
 *
 * @param trait what
 * @param detail whom a device of the model contacts; empty for other traits
 * @param site where
 * @param device who shows it
 * @param at when
 */
public record Sighting(Trait trait, String detail, SiteId site, DeviceId device, Instant at) {}
