package io.curfew.policy.detect;

import io.curfew.events.SensorId;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.policy.Alert;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.SensorFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Watches the watchers: sensors that are silent, that lose what they see, or that do not see. */
final class SensorWatch implements Detection {
    /** A sensor reports each ten seconds; a few reports may come late. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    static final Duration TOLD_AGAIN = Duration.ofHours(2);
    private static final long FEWEST_PACKETS = 20;
    private static final int PERCENT = 100;

    @Override
    public void status(StatusObservation status, Scene scene) {
        SensorId sensor = scene.sensor();
        SensorFacts known = scene.rows().get(Table.SENSORS, sensor);
        if (known != null && known.isRevoked()) {
            return;
        }
        SensorFacts facts = facts(status, known, scene);
        if (known != null) {
            SensorGaps.note(status, known, facts, scene);
            if (known.silenceTold().isAfter(Instant.EPOCH)) {
                scene.end(SensorText.silent(sensor, known, scene));
            }
        }
        if (hidesDevices(status, facts, scene)) {
            facts = facts.withBlindUntil(status.at());
        }
        facts = lossy(sensor, facts, scene);
        facts = blind(sensor, status, known, facts, scene);
        scene.rows().put(Table.SENSORS, sensor, facts);
    }

    private static SensorFacts facts(StatusObservation status, @Nullable SensorFacts known, Scene scene) {
        StatusObservation.Sight sight = status.accounts().sight();
        SensorFacts.Counters counters = new SensorFacts.Counters(
                status.startedAt(),
                status.packetsCaptured(),
                status.packetsDropped(),
                status.observationsDropped(),
                sight == null ? 0 : sight.gone().toSeconds(),
                status.accounts().clockSteps(),
                status.sources().stream().mapToLong(SourceStatus::lost).sum());
        Instant at = status.at();
        Window window = window(counters, at, known);
        List<SensorFacts.BlindImport> imports = imports(status, known, scene);
        return new SensorFacts(
                scene.now(),
                at,
                counters,
                window.since(),
                window.counted(),
                status.spoolAge().compareTo(LONGEST_PAUSE) > 0,
                broadcastsSince(status, counters, known, scene),
                Instant.EPOCH,
                Instant.EPOCH,
                known == null ? Instant.EPOCH : known.troubleTold(),
                known == null ? "" : known.trouble(),
                false,
                imports,
                known == null ? Instant.EPOCH : known.blindUntil());
    }

    /** Since when losses are compared, and what was counted then. */
    private record Window(Instant since, SensorFacts.Counters counted) {}

    /** What a run lost before its first report counts, unless it may have been lost long before anybody listened. */
    private static Window window(SensorFacts.Counters counters, Instant at, @Nullable SensorFacts known) {
        Instant startedAt = counters.startedAt();
        if (known != null && known.counters().startedAt().equals(startedAt)) {
            return new Window(known.windowSince(), known.window());
        }
        boolean isHeardFromStart =
                known != null || Duration.between(startedAt, at).compareTo(LONGEST_PAUSE) <= 0;
        return isHeardFromStart && !startedAt.isAfter(at)
                ? new Window(startedAt, SensorFacts.Counters.atStart(startedAt))
                : new Window(at, counters);
    }

    private static Instant broadcastsSince(
            StatusObservation status, SensorFacts.Counters counters, @Nullable SensorFacts known, Scene scene) {
        long captured = known == null
                ? counters.captured()
                : counters.since(known.counters()).captured();
        Instant before = known == null ? Instant.EPOCH : known.broadcastsSince();
        if (captured < FEWEST_PACKETS) {
            return before;
        }
        // Links without MAC addresses, as of a tunnel, have no broadcasts either: nothing is known of them.
        boolean isBlind = status.addressesSeen() > 0
                && status.unicastShare() * PERCENT < scene.threshold(Threshold.BLIND_SPOT_UNICAST);
        return !isBlind ? Instant.EPOCH : before.isAfter(Instant.EPOCH) ? before : status.at();
    }

    private static List<SensorFacts.BlindImport> imports(
            StatusObservation status, @Nullable SensorFacts known, Scene scene) {
        List<SensorFacts.BlindImport> before = known == null ? List.of() : known.blindImports();
        return BlindImport.of(status, scene.threshold(Threshold.BLIND_SPOT_IMPORTS)).stream()
                .map(BlindImport::name)
                .distinct()
                .map(name -> before.stream()
                        .filter(blind -> blind.name().equals(name))
                        .findFirst()
                        .orElseGet(() -> new SensorFacts.BlindImport(name, status.at())))
                .toList();
    }

    /** True when devices that the sensor saw may go on unseen. */
    private static boolean hidesDevices(StatusObservation status, SensorFacts facts, Scene scene) {
        StatusObservation.Sight sight = status.accounts().sight();
        return (sight != null && !sight.isUp())
                || SensorText.lasts(facts.broadcastsSince(), status, scene.threshold(Threshold.BLIND_SPOT_SPAN))
                || hasBlindImport(status, facts, scene);
    }

    private static boolean hasBlindImport(StatusObservation status, SensorFacts facts, Scene scene) {
        long seconds = scene.threshold(Threshold.BLIND_SPOT_IMPORTS);
        return BlindImport.of(status, seconds).stream()
                .anyMatch(one -> one.lasts(facts) && one.hidesDevices(status, seconds));
    }

    private static SensorFacts lossy(SensorId sensor, SensorFacts facts, Scene scene) {
        Duration length = Duration.between(facts.windowSince(), facts.said());
        if (length.toSeconds() < scene.threshold(Threshold.SENSOR_LOSSY_WINDOW)) {
            return facts;
        }
        SensorFacts.Counters lost = facts.counters().since(facts.window());
        long all = lost.captured() + lost.dropped();
        boolean isLossy = lost.givenUp() > 0
                || (lost.dropped() > 0
                        && lost.dropped() * PERCENT >= all * scene.threshold(Threshold.SENSOR_LOSSY_SHARE));
        if (isLossy) {
            scene.raise(SensorText.lossy(sensor, lost, length, scene));
        }
        return facts.withWindow(facts.said());
    }

    private static SensorFacts blind(
            SensorId sensor, StatusObservation status, @Nullable SensorFacts known, SensorFacts facts, Scene scene) {
        String trouble = SensorText.trouble(
                status,
                facts,
                known,
                new SensorText.Limits(
                        scene.threshold(Threshold.BLIND_SPOT_SPAN),
                        scene.threshold(Threshold.BLIND_SPOT_IMPORTS),
                        scene.threshold(Threshold.BLIND_SPOT_CLOCK)),
                scene.now());
        if (trouble.isEmpty()) {
            if (!facts.trouble().isEmpty()) {
                scene.end(SensorText.blind(sensor, "", scene));
            }
            return facts.trouble().isEmpty() ? facts : facts.withTrouble("", Instant.EPOCH);
        }
        boolean isTold = trouble.equals(facts.trouble())
                && scene.now().isBefore(facts.troubleTold().plus(TOLD_AGAIN));
        if (isTold) {
            return facts;
        }
        scene.raise(SensorText.blind(sensor, trouble, scene));
        return facts.withTrouble(trouble, scene.now());
    }

    @Override
    public void pass(Scene scene) {
        if (scene.isNewMinute()) {
            SensorSilence.tell(scene);
        }
    }

    /** Nobody waits for a sensor of which nothing more is taken, and what was wrong with it is over. */
    static void revoked(SensorId sensor, Scene scene) {
        SensorFacts facts = scene.rows().get(Table.SENSORS, sensor);
        if (facts == null || facts.isRevoked()) {
            return;
        }
        if (SensorSilence.isSilent(facts, scene)) {
            SensorSilence.note(sensor, facts, scene);
        }
        scene.rows().put(Table.SENSORS, sensor, facts.revoked(scene.now()));
        for (Pattern pattern : Pattern.OF_SENSORS) {
            scene.end(SensorText.over(pattern, sensor));
        }
    }

    /** A sensor that was revoked has been silent until it is enrolled anew; from its next report on it counts again. */
    static void enrolled(SensorId sensor, Scene scene) {
        SensorFacts facts = scene.rows().get(Table.SENSORS, sensor);
        if (facts != null && facts.isRevoked()) {
            SensorSilence.note(sensor, facts, scene);
            scene.rows().remove(Table.SENSORS, sensor);
        }
    }

    /** Batches did not arrive that the sensor numbered. */
    static void missing(SensorId sensor, long batches, Scene scene) {
        Gaps gaps = scene.gaps().with(sensor, Gaps.Kind.BATCHES, scene.now(), scene.now(), batches);
        scene.rows().put(Table.GAPS, Table.ONLY, gaps);
        if (batches > 0) {
            scene.raise(
                    SensorText.missing(sensor, batches, scene),
                    new Alert.Evidence(scene.now(), sensor.value(), "batch", batches + " batches are missing"));
        }
    }
}
