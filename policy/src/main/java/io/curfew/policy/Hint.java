package io.curfew.policy;

import io.curfew.events.SiteId;

import java.time.Instant;

/**
 * Tells a site what it has in common with others, or not. It never says with which: whoever sees one site learns
 * nothing of another but how many there are.
 *
 * @param trait what
 * @param detail whom the device of the model contacts; empty for other traits
 * @param site whom this is for
 * @param device who shows it there
 * @param others at how many other sites it shows, or how many have the model without doing this
 * @param at when it showed
 */
public record Hint(Trait trait, String detail, SiteId site, DeviceId device, int others, Instant at) {}
