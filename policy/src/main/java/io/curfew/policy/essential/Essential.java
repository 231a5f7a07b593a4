package io.curfew.policy.essential;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * Something that devices were found not to do without. Somebody said so at some time: it may not hold for a newer
 * firmware.
 *
 * @param name the name, with all below it, that they need; absent when they need a service
 * @param service the service that they need, as {@code ntp}; absent when they need a name
 * @param hostnames how the host names of these devices begin; empty when the name tells enough
 * @param devices which devices, for people
 * @param effect what happens without, as {@code they no longer start}
 * @param source where it was said
 * @param when in which month, as {@code 2018-03}
 * @param confidence how sure it is
 */
public record Essential(
        @Nullable DomainName name,
        @Nullable String service,
        String hostnames,
        String devices,
        String effect,
        String source,
        String when,
        Confidence confidence) {

    /** How sure it is, most sure first. */
    public enum Confidence {
        /** Somebody measured it. */
        MEASURED,
        /** Several said it, independently. */
        REPEATED,
        /** Said once. */
        REPORTED;

        /** As the API writes it: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Essential {
        if ((name == null) == (service == null)) {
            throw new IllegalArgumentException("either a name or a service is essential, was " + name + ", " + service);
        }
    }

    /** The name or the service that they need. */
    public String subject() {
        return name == null ? String.valueOf(service) : name.value();
    }

    /** One sentence for people. */
    public String sentence() {
        return "Without " + subject() + ", " + devices + " " + effect + " (" + source + ", " + when + ").";
    }
}
