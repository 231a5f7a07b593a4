package io.curfew.events.wire;

import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;

import java.util.List;
import java.util.Map;

/** The fields of the schema's {@code Status}. */
final class StatusFields {
    private StatusFields() {}

    static void write(WireOutput out, StatusObservation status) {
        StatusObservation.Accounts accounts = status.accounts();
        out.stringUnlessEmpty(1, status.version());
        out.fixed64UnlessZero(2, WireValues.nanos(status.startedAt()));
        out.varintUnlessZero(3, status.packetsCaptured());
        out.varintUnlessZero(4, status.packetsDropped());
        counts(out, 5, status.undecodable());
        out.varintUnlessZero(6, status.flowsOpen());
        out.varintUnlessZero(7, status.flowsEvicted());
        out.varintUnlessZero(8, status.observationsMade());
        out.varintUnlessZero(9, status.observationsSent());
        out.varintUnlessZero(10, status.observationsSpooled());
        out.varintUnlessZero(11, status.observationsDropped());
        out.varintUnlessZero(12, status.spoolBytes());
        out.varintUnlessZero(13, WireValues.nanos(status.spoolAge()));
        out.varintUnlessZero(14, status.addressesSeen());
        out.fixed64UnlessZero(15, Double.doubleToRawLongBits(status.unicastShare()));
        out.varints(16, status.vlanIds());
        out.varintUnlessZero(17, accounts.packetsFiltered());
        out.varintUnlessZero(18, accounts.observationsInherited());
        out.varintUnlessZero(19, accounts.observationsInMemory());
        counts(out, 20, accounts.droppedByCause());
        out.varintUnlessZero(21, accounts.spoolTorn());
        out.varintUnlessZero(22, accounts.spoolRefusals());
        StatusObservation.Sight sight = accounts.sight();
        if (sight != null) {
            out.varint(23, sight.isUp() ? 1 : 0);
            out.varintUnlessZero(24, sight.timesLost());
            out.varintUnlessZero(25, WireValues.nanos(sight.gone()));
        }
        out.varintUnlessZero(26, accounts.clockSteps());
        out.zigzagUnlessZero(27, WireValues.nanos(accounts.lastClockStep()));
        counts(out, 28, accounts.givenUp());
        sources(out, status.sources());
    }

    private static void sources(WireOutput out, List<SourceStatus> sources) {
        for (SourceStatus source : sources) {
            int start = out.begin(30);
            write(out, source);
            out.end(start);
        }
    }

    private static void write(WireOutput out, SourceStatus source) {
        out.stringUnlessEmpty(1, source.kind());
        out.stringUnlessEmpty(2, source.name());
        out.trueUnlessFalse(3, source.seesMacs());
        out.trueUnlessFalse(4, source.seesFlows());
        out.trueUnlessFalse(5, source.seesQuestions());
        out.trueUnlessFalse(6, source.seesLeases());
        out.varintUnlessZero(7, source.items());
        counts(out, 8, source.notUnderstood());
        out.varintUnlessZero(9, source.lost());
        out.varintUnlessZero(10, source.observations());
        if (source.lastItemAt() != null) {
            out.fixed64(11, WireValues.nanos(source.lastItemAt()));
        }
        out.varintUnlessZero(12, source.behindBytes());
        out.varintUnlessZero(13, source.sampling());
        out.stringUnlessNull(14, source.problem());
    }

    /** A {@code map<string, uint64>}: an entry's key and value are written at their defaults as well. */
    private static void counts(WireOutput out, int field, Map<String, Long> counts) {
        counts.forEach((key, value) -> {
            int start = out.begin(field);
            out.string(1, key);
            out.varint(2, value);
            out.end(start);
        });
    }
}
