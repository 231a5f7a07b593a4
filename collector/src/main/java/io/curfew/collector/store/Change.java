package io.curfew.collector.store;

import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.TrafficHour;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One thing to keep in the view. */
public sealed interface Change {

    /** Names what is kept: the same id again replaces it, or changes nothing where nothing can change. */
    String id();

    /**
     * All that is kept of hours that a site told of together: the parts, and their totals.
     *
     * @param told of one site, each numbered by it
     */
    static List<Change> ofHours(List<TrafficHour> told) {
        return Stream.<Change>concat(
                        told.stream().map(HourSummedUp::new),
                        HourTotal.of(told).stream().map(HourTotalled::new))
                .toList();
    }

    /** An alert as it is now. */
    record AlertChanged(Alert alert) implements Change {
        @Override
        public String id() {
            return alert.id();
        }
    }

    /** A device as it is known now. */
    record DeviceChanged(Device device) implements Change {
        @Override
        public String id() {
            return device.site() + "/" + device.id();
        }
    }

    /** A sensor's latest status. */
    record SensorReported(SensorStatus status) implements Change {
        @Override
        public String id() {
            return status.site() + "/" + status.id();
        }
    }

    /** Something that a person decided. */
    record Audited(AuditEntry entry) implements Change {
        @Override
        public String id() {
            return entry.id();
        }
    }

    /** What was done in an hour, or a part of it; it never changes. */
    record HourSummedUp(TrafficHour hour) implements Change {
        @Override
        public String id() {
            return hour.site() + "/" + hour.number();
        }
    }

    /** What was done in an hour, or a part of it, by all together; it never changes. */
    record HourTotalled(HourTotal total) implements Change {
        @Override
        public String id() {
            return total.id();
        }
    }

    /**
     * Something seen, which never changes.
     *
     * @param dataset where it belongs
     * @param id derived from where it came from, so that the same thing has the same id for ever
     * @param at when it was seen
     * @param json the document with ECS names, in one line
     */
    record TrafficSeen(Dataset dataset, String id, Instant at, ByteBuffer json) implements Change {}
}
