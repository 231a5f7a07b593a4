package io.curfew.policy.detect;

import io.curfew.events.IpAddress;
import io.curfew.events.SensorId;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.policy.Alert;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.SensorFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Watches the watchers: sensors that are silent, that lose what they see, or that do not see. */
final class SensorWatch implements Detection {
    /** A sensor reports each ten seconds; a few reports may come late. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Duration TOLD_AGAIN = Duration.ofHours(2);
    private static final long FEWEST_PACKETS = 20;
    private static final int PERCENT = 100;

    /** Sensors stand in no zone: what a policy says of every device holds for them. */
    private static final Party NOBODY = Party.outside(IpAddress.v4(0));

    @Override
    public void status(StatusObservation status, Scene scene) {
        SensorId sensor = scene.sensor();
        SensorFacts known = scene.rows().get(Table.SENSORS, sensor);
        if (known != null && known.isRevoked()) {
            return;
        }
        SensorFacts facts = facts(status, known, scene);
        if (known != null) {
            noteGaps(sensor, status, known, facts, scene);
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
        boolean isBlind = status.unicastShare() * PERCENT < threshold(Threshold.BLIND_SPOT_UNICAST, scene);
        return !isBlind ? Instant.EPOCH : before.isAfter(Instant.EPOCH) ? before : status.at();
    }

    private static List<SensorFacts.BlindImport> imports(
            StatusObservation status, @Nullable SensorFacts known, Scene scene) {
        List<SensorFacts.BlindImport> before = known == null ? List.of() : known.blindImports();
        return blindImports(status, scene).stream()
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
                || SensorText.lasts(facts.broadcastsSince(), status, threshold(Threshold.BLIND_SPOT_SPAN, scene))
                || hasBlindImport(status, facts, scene);
    }

    private static boolean hasBlindImport(StatusObservation status, SensorFacts facts, Scene scene) {
        long seconds = threshold(Threshold.BLIND_SPOT_IMPORTS, scene);
        return blindImports(status, scene).stream()
                .anyMatch(one -> one.lasts(facts) && one.hidesDevices(status, seconds));
    }

    private static List<BlindImport> blindImports(StatusObservation status, Scene scene) {
        return BlindImport.of(status, threshold(Threshold.BLIND_SPOT_IMPORTS, scene));
    }

    private static void noteGaps(
            SensorId sensor, StatusObservation status, SensorFacts known, SensorFacts facts, Scene scene) {
        Gaps before = scene.gaps();
        Gaps gaps = before;
        Instant from = known.said();
        Instant to = status.at();
        Duration pause = Duration.between(from, to);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.SILENCE, from, to, pause.toSeconds());
        }
        SensorFacts.Counters more = facts.counters().since(known.counters());
        if (more.dropped() > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.PACKETS, from, to, more.dropped());
        }
        if (more.givenUp() > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.OBSERVATIONS, from, to, more.givenUp());
        }
        if (more.goneSeconds() > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.SIGHT, from, to, more.goneSeconds());
        }
        if (known.broadcastsSince().isAfter(Instant.EPOCH)) {
            gaps = gaps.with(sensor, Gaps.Kind.BROADCASTS, from, to, Math.max(0, pause.toSeconds()));
        }
        if (!known.blindImports().isEmpty()) {
            gaps = gaps.with(sensor, Gaps.Kind.IMPORTS, from, to, Math.max(0, pause.toSeconds()));
        } else if (!facts.blindImports().isEmpty()) {
            Instant since = blindImports(status, scene).stream()
                    .map(BlindImport::since)
                    .min(Comparator.naturalOrder())
                    .orElse(to);
            long seconds = Math.max(0, Duration.between(since, to).toSeconds());
            gaps = seconds == 0 ? gaps : gaps.with(sensor, Gaps.Kind.IMPORTS, since, to, seconds);
        }
        if (status.sources().stream().anyMatch(source -> source.sampling() > 1)) {
            gaps = gaps.with(sensor, Gaps.Kind.SAMPLES, from, to, Math.max(0, pause.toSeconds()));
        }
        if (more.lostItems() > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.ITEMS, from, to, more.lostItems());
        }
        if (!gaps.equals(before)) {
            scene.rows().put(Table.GAPS, Table.ONLY, gaps);
        }
    }

    private static SensorFacts lossy(SensorId sensor, SensorFacts facts, Scene scene) {
        Duration length = Duration.between(facts.windowSince(), facts.said());
        if (length.toSeconds() < threshold(Threshold.SENSOR_LOSSY_WINDOW, scene)) {
            return facts;
        }
        SensorFacts.Counters lost = facts.counters().since(facts.window());
        long all = lost.captured() + lost.dropped();
        boolean isLossy = lost.givenUp() > 0
                || (lost.dropped() > 0
                        && lost.dropped() * PERCENT >= all * threshold(Threshold.SENSOR_LOSSY_SHARE, scene));
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
                        threshold(Threshold.BLIND_SPOT_SPAN, scene),
                        threshold(Threshold.BLIND_SPOT_IMPORTS, scene),
                        threshold(Threshold.BLIND_SPOT_CLOCK, scene)),
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
        if (!scene.isNewMinute()) {
            return;
        }
        long silence = threshold(Threshold.SENSOR_SILENT_SILENCE, scene);
        List<SensorId> silent = new ArrayList<>();
        boolean[] isLate = {false};
        scene.rows().forEach(Table.SENSORS, (sensor, facts) -> {
            boolean isSilent = isSilent(facts, silence, scene);
            isLate[0] |= !isSilent && facts.isLate();
            if (isSilent && !scene.now().isBefore(facts.silenceTold().plus(TOLD_AGAIN))) {
                silent.add(sensor);
            }
        });
        // While one sensor sends what it kept during an outage, the others may still have to.
        if (isLate[0]) {
            return;
        }
        silent.sort(Comparator.comparing(SensorId::value));
        for (SensorId sensor : silent) {
            SensorFacts facts = scene.rows().get(Table.SENSORS, sensor);
            if (facts != null) {
                scene.raise(
                        SensorText.silent(sensor, facts, scene),
                        new Alert.Evidence(
                                facts.said(), sensor.value(), "status", "the last report of sensor " + sensor),
                        scene.now());
                scene.rows().put(Table.SENSORS, sensor, facts.withSilenceTold(scene.now()));
            }
        }
    }

    private static boolean isSilent(SensorFacts facts, long silence, Scene scene) {
        return !facts.isRevoked() && scene.now().isAfter(facts.heard().plusSeconds(silence));
    }

    /** With the silence, until a moment, of the sensors that say nothing now. */
    static Gaps withSilence(Gaps known, Instant until, Scene scene) {
        long silence = threshold(Threshold.SENSOR_SILENT_SILENCE, scene);
        List<Gaps.Gap> going = new ArrayList<>(0);
        scene.rows().forEach(Table.SENSORS, (sensor, facts) -> {
            if (isSilent(facts, silence, scene) && until.isAfter(facts.heard())) {
                long seconds = Duration.between(facts.heard(), until).toSeconds();
                going.add(new Gaps.Gap(sensor, Gaps.Kind.SILENCE, facts.heard(), until, seconds));
            }
        });
        going.sort(Comparator.comparing(gap -> gap.sensor().value()));
        Gaps gaps = known;
        for (Gaps.Gap gap : going) {
            gaps = gaps.with(gap.sensor(), gap.kind(), gap.first(), gap.last(), gap.amount());
        }
        return gaps;
    }

    /** True when the latest report of a sensor says that it sees no more than broadcasts. */
    static boolean seesBroadcastsOnly(SensorId sensor, Scene scene) {
        SensorFacts facts = scene.rows().get(Table.SENSORS, sensor);
        return facts != null && facts.broadcastsSince().isAfter(Instant.EPOCH);
    }

    /**
     * Since when what {@code sensor} sees is watched without a break: since now while it is silent, does not see
     * devices, has yet to send what it kept, or is revoked.
     */
    static Instant watchedSince(@Nullable SensorId sensor, Scene scene) {
        SensorFacts facts = sensor == null ? null : scene.rows().get(Table.SENSORS, sensor);
        boolean isAway = facts != null
                && (facts.isLate()
                        || facts.isRevoked()
                        || facts.isBlind()
                        || isSilent(facts, threshold(Threshold.SENSOR_SILENT_SILENCE, scene), scene));
        return isAway ? scene.now() : watchedSince(sensor, facts, scene.now(), scene);
    }

    /**
     * Since when what {@code sensor} sees was watched without a break until something was seen again at {@code at}, by
     * whomever. While the sensor does not see devices, another eye saw it: such times tell what is usual all the same.
     */
    static Instant watchedBefore(@Nullable SensorId sensor, Instant at, Scene scene) {
        SensorFacts facts = sensor == null ? null : scene.rows().get(Table.SENSORS, sensor);
        return watchedSince(sensor, facts == null || facts.isBlind() ? null : facts, at, scene);
    }

    private static Instant watchedSince(
            @Nullable SensorId sensor, @Nullable SensorFacts seeing, Instant moment, Scene scene) {
        Instant since = scene.gaps().watchedSince(sensor, moment);
        return seeing == null
                        || seeing.blindUntil().isAfter(moment)
                        || seeing.blindUntil().isBefore(since)
                ? since
                : seeing.blindUntil();
    }

    /** Nobody waits for a sensor of which nothing more is taken, and what was wrong with it is over. */
    static void revoked(SensorId sensor, Scene scene) {
        SensorFacts facts = scene.rows().get(Table.SENSORS, sensor);
        if (facts == null || facts.isRevoked()) {
            return;
        }
        if (isSilent(facts, threshold(Threshold.SENSOR_SILENT_SILENCE, scene), scene)) {
            noteSilence(sensor, facts, scene);
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
            noteSilence(sensor, facts, scene);
            scene.rows().remove(Table.SENSORS, sensor);
        }
    }

    private static void noteSilence(SensorId sensor, SensorFacts facts, Scene scene) {
        long seconds = Duration.between(facts.heard(), scene.now()).toSeconds();
        Gaps gaps = scene.gaps().with(sensor, Gaps.Kind.SILENCE, facts.heard(), scene.now(), seconds);
        scene.rows().put(Table.GAPS, Table.ONLY, gaps);
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

    private static long threshold(Threshold threshold, Scene scene) {
        return scene.threshold(threshold, NOBODY);
    }
}
