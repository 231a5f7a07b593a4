package io.curfew.policy;

import io.curfew.events.SiteId;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Tells a site what it has in common with others, or not. It never says with which: whoever sees one site learns
 * nothing of another but how many there are, and how well all of them together were watched.
 *
 * @param trait what
 * @param detail whom the device of the model contacts; empty for other traits
 * @param site whom this is for
 * @param device who shows it there
 * @param others the other sites at which it shows, or that have the model without doing this
 * @param at when it showed
 */
public record Hint(Trait trait, String detail, SiteId site, DeviceId device, Others others, Instant at) {
    public Hint {
        Objects.requireNonNull(others, "a hint says of how many other sites it is");
    }

    /**
     * The other sites, and what it rests on that something never happened at any of them.
     *
     * @param sites how many there are
     * @param watched for how long each of them was watched at least
     * @param missing at how many of them something is known to be missing in what was watched
     * @param unseen at how many of them it did not show for the last day
     */
    public record Others(int sites, Duration watched, int missing, int unseen) {
        public Others {
            Objects.requireNonNull(watched, "other sites are those that were watched for some time");
        }
    }
}
