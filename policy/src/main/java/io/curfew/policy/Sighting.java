package io.curfew.policy;

import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * A site has seen something that other sites may have seen too. Nobody but the second step learns of it.
 *
 * @param trait what
 * @param detail whom a device of the model contacts; empty for other traits
 * @param site where
 * @param device who shows it
 * @param at when
 * @param watch how well the site was watched until then
 */
public record Sighting(Trait trait, String detail, SiteId site, DeviceId device, Instant at, Watch watch) {
    public Sighting {
        Objects.requireNonNull(watch, "a sighting says how well its site was watched");
    }

    /**
     * How well a site was watched.
     *
     * @param since when it began
     * @param missed when something went missing last; absent when nothing is known to be missing
     */
    public record Watch(Instant since, @Nullable Instant missed) {
        public Watch {
            Objects.requireNonNull(since, "a site is watched since some time");
        }
    }
}
