package io.curfew.sensor.publish;

import java.util.Locale;

/** Why observations were given up. */
public enum DropCause {
    /** They had to make room in memory. */
    MEMORY_FULL,
    /** They had to make room in a spool that was as large as it may be. */
    SPOOL_FULL,
    /** They were kept for as long as the spool keeps anything. */
    TOO_OLD,
    /** They had to make room on a disk that was full. */
    DISK_FULL,
    /** The spool could not be read where they were. */
    DAMAGED,
    /** Kafka will never take them. */
    REFUSED,
    /** No record can hold them. */
    TOO_LARGE,
    /** They came after the end. */
    AFTER_END;

    /** The cause as it is reported, such as {@code spool-full}. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
