package io.curfew.collector.enrolment;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * That a sensor shall come.
 *
 * @param site where it will stand
 * @param sensor what it will be called
 * @param interfaceName the interface that it will watch
 * @param by who invites it
 * @param until when the invitation ends
 */
public record Invitation(SiteId site, SensorId sensor, String interfaceName, String by, Instant until) {
    /** What Linux takes for the name of an interface, and YAML for plain text. */
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");

    public Invitation {
        if (!INTERFACE.matcher(interfaceName).matches()) {
            throw new IllegalArgumentException(
                    "an interface is 1 to 15 letters, digits, dots, dashes or underscores, was \"" + interfaceName
                            + "\"");
        }
    }
}
