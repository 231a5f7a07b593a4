package io.curfew.policy.detect;

import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.policy.CutText;
import io.curfew.policy.memory.SensorFacts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An import that says that it sees nothing, or that lags behind. Of one sensor at most {@value #MOST} are looked at,
 * exporters last.
 *
 * @param source what the sensor says of it
 * @param name its kind and its name
 * @param trouble what is wrong, in words that stay the same while it lasts
 * @param since since when nothing of it is known
 */
record BlindImport(SourceStatus source, String name, String trouble, Instant since) {
    /** What is over by then is not worth a word. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    /** Of these whoever sends a datagram makes a source. */
    private static final String EXPORTERS = "netflow";

    private static final int MOST = 16;
    private static final int LONGEST_KIND = 32;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_PROBLEM = 256;

    /** @param seconds how long an import may see nothing */
    static List<BlindImport> of(StatusObservation status, long seconds) {
        return status.sources().stream()
                .flatMap(source -> of(source, status, seconds))
                .sorted(Comparator.comparing(BlindImport::mayBeMadeUp))
                .limit(MOST)
                .toList();
    }

    private static Stream<BlindImport> of(SourceStatus source, StatusObservation status, long seconds) {
        String name = CutText.of(source.kind(), LONGEST_KIND) + " (" + CutText.of(source.name(), LONGEST_NAME) + ")";
        if (source.problem() != null) {
            String problem = "has a problem: " + CutText.of(source.problem(), LONGEST_PROBLEM);
            return Stream.of(new BlindImport(source, name, problem, status.at()));
        }
        Instant last = source.lastItemAt() == null ? status.startedAt() : source.lastItemAt();
        if (!status.at().isAfter(last.plusSeconds(seconds))) {
            return Stream.of();
        }
        String how = source.behindBytes() > 0 ? "is behind since " : "sees nothing since ";
        return Stream.of(new BlindImport(source, name, how + last.truncatedTo(ChronoUnit.SECONDS), last));
    }

    private boolean mayBeMadeUp() {
        return source.problem() == null && source.kind().equals(EXPORTERS);
    }

    /**
     * True when devices that the sensor saw may go on unseen: other imports see nothing that its interface does not. Of
     * exporters that merely say nothing one may have gone, or anybody made it up, so that all must.
     *
     * @param seconds how long an import may see nothing
     */
    boolean hidesDevices(StatusObservation status, long seconds) {
        boolean seesWhatNobodyElseDoes = source.seesFlows() || status.accounts().sight() == null;
        return seesWhatNobodyElseDoes
                && (!mayBeMadeUp()
                        || status.sources().stream()
                                .filter(other -> other.kind().equals(EXPORTERS))
                                .allMatch(other ->
                                        of(other, status, seconds).findAny().isPresent()));
    }

    /** True when the sensor has said so for a minute, up to its latest report. */
    boolean lasts(SensorFacts facts) {
        return facts.blindImports().stream()
                .anyMatch(known -> known.name().equals(name)
                        && !facts.said().isBefore(known.since().plus(MOMENT)));
    }
}
