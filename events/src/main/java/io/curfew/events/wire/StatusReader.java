package io.curfew.events.wire;

import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.events.wire.v1.Source;
import io.curfew.events.wire.v1.Status;

import java.time.Duration;
import java.time.Instant;

/** Reads the schema's {@code Status}. */
final class StatusReader {
    private StatusReader() {}

    static StatusObservation read(Instant at, Status status) {
        return new StatusObservation(
                at,
                status.getVersion(),
                FieldValues.time(status.getStartedAtNanos()),
                FieldValues.counted("packets captured", status.getPacketsCaptured()),
                FieldValues.counted("packets dropped", status.getPacketsDropped()),
                status.getUndecodableMap(),
                FieldValues.counted("flows open", status.getFlowsOpen()),
                FieldValues.counted("flows evicted", status.getFlowsEvicted()),
                FieldValues.counted("observations made", status.getObservationsMade()),
                FieldValues.counted("observations sent", status.getObservationsSent()),
                FieldValues.counted("observations spooled", status.getObservationsSpooled()),
                FieldValues.counted("observations dropped", status.getObservationsDropped()),
                FieldValues.counted("spool bytes", status.getSpoolBytes()),
                FieldValues.duration("spool age", status.getSpoolAgeNanos()),
                FieldValues.counted("addresses seen", status.getAddressesSeen()),
                status.getUnicastShare(),
                status.getVlanIdsList(),
                status.getSourcesList().stream().map(StatusReader::source).toList(),
                accounts(status));
    }

    private static SourceStatus source(Source source) {
        return new SourceStatus(
                source.getKind(),
                source.getName(),
                source.getSeesMacs(),
                source.getSeesFlows(),
                source.getSeesQuestions(),
                source.getSeesLeases(),
                FieldValues.counted("items", source.getItems()),
                source.getNotUnderstoodMap(),
                FieldValues.counted("items lost", source.getLost()),
                FieldValues.counted("observations", source.getObservations()),
                source.hasLastItemAtNanos() ? FieldValues.time(source.getLastItemAtNanos()) : null,
                FieldValues.counted("octets behind", source.getBehindBytes()),
                FieldValues.counted("sampling", source.getSampling()),
                source.hasProblem() ? source.getProblem() : null);
    }

    private static StatusObservation.Accounts accounts(Status status) {
        StatusObservation.Sight sight = status.hasInterfaceUp()
                ? new StatusObservation.Sight(
                        status.getInterfaceUp(),
                        FieldValues.counted("interface lost", status.getInterfaceLost()),
                        FieldValues.duration("interface gone", status.getInterfaceGoneNanos()))
                : null;
        return new StatusObservation.Accounts(
                FieldValues.counted("packets filtered", status.getPacketsFiltered()),
                FieldValues.counted("observations inherited", status.getObservationsInherited()),
                FieldValues.counted("observations in memory", status.getObservationsInMemory()),
                status.getDroppedByCauseMap(),
                status.getGivenUpMap(),
                FieldValues.counted("spool torn", status.getSpoolTorn()),
                FieldValues.counted("spool refusals", status.getSpoolRefusals()),
                sight,
                FieldValues.counted("clock steps", status.getClockSteps()),
                Duration.ofNanos(status.getLastClockStepNanos()));
    }
}
