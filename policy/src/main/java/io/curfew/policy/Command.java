package io.curfew.policy;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

import java.time.Instant;
import java.util.Objects;

/**
 * What a person decided about something at a site. Kept for ever: the commands are the audit trail. A command about
 * something that is not there changes nothing, and the same command again changes nothing more. In JSON each says which
 * one it is:
 *
 * <pre>{@code {"command":"mute","site":"lisbon","by":"olga","at":"…","alert":"0123…","until":"…","note":""}}</pre>
 */
public sealed interface Command {
    SiteId site();

    /** The user's name. */
    String by();

    /** When it was given. */
    Instant at();

    /** A decision about one alert. */
    sealed interface OfAlert extends Command {
        /** The alert's id. */
        String alert();

        /** What the person wrote; empty when nothing. It is kept among the alert's notes. */
        String note();
    }

    /** Take note of an alert. It keeps counting, and no longer wants attention. */
    record Acknowledge(SiteId site, String by, Instant at, String alert, String note) implements OfAlert {
        public Acknowledge {
            requireWhole(site, by, at);
            Objects.requireNonNull(alert, "an acknowledgement is of an alert");
            Objects.requireNonNull(note, "a note is empty when nothing was written");
        }
    }

    /** Take an acknowledgement back. */
    record Unacknowledge(SiteId site, String by, Instant at, String alert, String note) implements OfAlert {
        public Unacknowledge {
            requireWhole(site, by, at, alert, note);
        }
    }

    /**
     * Hear no more of an alert for a while. It keeps counting.
     *
     * @param until when it shall be told again
     */
    record Mute(SiteId site, String by, Instant at, String alert, Instant until, String note) implements OfAlert {
        public Mute {
            requireWhole(site, by, at, alert, note);
            Objects.requireNonNull(until, "an alert is muted until a time");
        }
    }

    /** Hear of a muted alert again. */
    record Unmute(SiteId site, String by, Instant at, String alert, String note) implements OfAlert {
        public Unmute {
            requireWhole(site, by, at, alert, note);
        }
    }

    /** Say that a matter is over. It opens again when it happens again. */
    record Resolve(SiteId site, String by, Instant at, String alert, String note) implements OfAlert {
        public Resolve {
            requireWhole(site, by, at, alert, note);
        }
    }

    /** Say that a matter is not over after all. */
    record Reopen(SiteId site, String by, Instant at, String alert, String note) implements OfAlert {
        public Reopen {
            requireWhole(site, by, at, alert, note);
        }
    }

    /** Write something about an alert. */
    record Note(SiteId site, String by, Instant at, String alert, String note) implements OfAlert {
        public Note {
            requireWhole(site, by, at, alert, note);
        }
    }

    /**
     * Say something of a device, in place of all that was said of it before. In JSON:
     *
     * <pre>{@code
     * {"command":"adopt","site":"lisbon","by":"olga","at":"…","device":"02-00-00-00-00-21","remark":{"name":"Door camera",…}}
     * }</pre>
     *
     * @param device the device's id
     * @param remark what the person says of it
     */
    record Adopt(SiteId site, String by, Instant at, DeviceId device, DeviceRemark remark) implements Command {
        public Adopt {
            requireWhole(site, by, at);
            Objects.requireNonNull(device, "a remark is about a device");
            Objects.requireNonNull(remark, "a device is adopted with a remark");
        }
    }

    /** A decision about a sensor: at its site, nobody waits for one that is revoked. */
    sealed interface OfSensor extends Command {
        SensorId sensor();
    }

    /**
     * Invite a sensor: whoever has the token becomes it.
     *
     * @param sensor what it will be called
     * @param until when the invitation ends
     */
    record Invite(SiteId site, String by, Instant at, SensorId sensor, Instant until) implements OfSensor {
        public Invite {
            requireWhole(site, by, at);
            Objects.requireNonNull(sensor, "a sensor is invited");
            Objects.requireNonNull(until, "an invitation ends");
        }
    }

    /** Somebody came with the token and got the sensor's configuration; {@code by} invited them. */
    record Enrol(SiteId site, String by, Instant at, SensorId sensor) implements OfSensor {
        public Enrol {
            requireWhole(site, by, at);
            Objects.requireNonNull(sensor, "a sensor is enrolled");
        }
    }

    /** Take nothing more of a sensor, until it is enrolled anew. */
    record Revoke(SiteId site, String by, Instant at, SensorId sensor) implements OfSensor {
        public Revoke {
            requireWhole(site, by, at);
            Objects.requireNonNull(sensor, "a sensor is revoked");
        }
    }

    private static void requireWhole(SiteId site, String by, Instant at) {
        Objects.requireNonNull(site, "a command is for one site");
        Objects.requireNonNull(by, "a command is somebody's");
        Objects.requireNonNull(at, "a command has its time");
    }

    private static void requireWhole(SiteId site, String by, Instant at, String alert, String note) {
        requireWhole(site, by, at);
        Objects.requireNonNull(alert, "the command is about an alert");
        Objects.requireNonNull(note, "a note is empty when nothing was written");
    }
}
