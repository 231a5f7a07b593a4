package io.curfew.policy.detect;

import io.curfew.events.SensorId;
import io.curfew.events.StatusObservation;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.SensorFacts;
import io.curfew.policy.threshold.Pattern;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Tells a person what is wrong with a sensor. */
final class SensorText {
    private static final Duration FAR = Duration.ofMinutes(10);
    private static final int PERCENT = 100;
    private static final int MOST_IMPORTS = 4;

    private SensorText() {}

    /**
     * From when on something is trouble, in seconds.
     *
     * @param spanSeconds how long a sensor may see broadcasts only
     * @param importsSeconds how long an import may see nothing
     * @param clockSeconds by how much a clock may be set
     */
    record Limits(long spanSeconds, long importsSeconds, long clockSeconds) {}

    static Matter silent(SensorId sensor, SensorFacts facts, Scene scene) {
        return matter(
                Pattern.SENSOR_SILENT,
                sensor,
                Severity.MEDIUM,
                "Sensor " + sensor + " says nothing since " + facts.said().truncatedTo(ChronoUnit.SECONDS) + ", for "
                        + Amounts.duration(Duration.between(facts.heard(), scene.now())) + ".",
                "Nothing is known of what happens on its segment. Where an alert or the absence of one rests on \"never\", it"
                        + " holds until then only.",
                "See whether its machine has power and network and whether the sensor runs (systemctl status"
                        + " curfew-sensor). If the sensor runs and only Kafka was away, it sends what it kept when Kafka is"
                        + " back.");
    }

    static Matter lossy(SensorId sensor, SensorFacts.Counters lost, Duration length, Scene scene) {
        List<String> losses = new ArrayList<>();
        if (lost.dropped() > 0) {
            double share = (double) PERCENT * lost.dropped() / (lost.captured() + lost.dropped());
            losses.add("missed " + Amounts.counted(lost.dropped(), "packet") + " (" + Amounts.fraction(share)
                    + "% of all)");
        }
        if (lost.givenUp() > 0) {
            losses.add("gave up " + Amounts.counted(lost.givenUp(), "observation"));
        }
        return matter(
                Pattern.SENSOR_LOSSY,
                sensor,
                Severity.LOW,
                "Sensor " + sensor + " " + String.join(" and ", losses) + " in " + Amounts.duration(length) + ".",
                "What it missed is not judged. \"Never\" holds for what was seen only.",
                lost.givenUp() > 0
                        ? "Its spool was full or its disk failed: see its status, and give it more room or bring Kafka"
                                + " back."
                        : "The machine is too slow for what the mirror port sends, or the port itself drops: look at the"
                                + " load of the machine, and mirror fewer ports to it.");
    }

    static Matter missing(SensorId sensor, long batches, Scene scene) {
        boolean isOne = batches == 1;
        return matter(
                Pattern.SENSOR_LOSSY,
                sensor,
                Severity.LOW,
                batches + (isOne ? " batch" : " batches") + " of sensor " + sensor
                        + " did not arrive, though later ones did.",
                "What was in " + (isOne ? "it" : "them") + " is not judged. \"Never\" holds for what arrived only.",
                (isOne ? "It" : "They")
                        + " may come late. If this goes on, look at the sensor's log and at the room that Kafka has.");
    }

    static Matter blind(SensorId sensor, String trouble, Scene scene) {
        return matter(
                Pattern.BLIND_SPOT,
                sensor,
                Severity.MEDIUM,
                "Sensor " + sensor + " does not see all that it should: " + trouble + ".",
                "What it does not see is not judged, and no alert is no proof that nothing happened.",
                "Look at the cable and the mirror port of its switch, at the files and exporters that its imports read,"
                        + " and at its clock (chronyc tracking).");
    }

    /** What ends when nobody waits for the sensor any more. */
    static Matter over(Pattern pattern, SensorId sensor) {
        return matter(pattern, sensor, Severity.LOW, "", "", "");
    }

    private static Matter matter(
            Pattern pattern, SensorId sensor, Severity severity, String what, String why, String advice) {
        return new Matter(
                Alert.Kind.DETECTION,
                pattern.id(),
                new Matter.Who(new DeviceId("sensor-" + sensor), "Sensor " + sensor, null, null, null),
                null,
                null,
                severity,
                "",
                true,
                new Matter.Text(what, why, advice));
    }

    /** What keeps a sensor from seeing, in words that stay the same while it lasts; empty when nothing does. */
    static String trouble(
            StatusObservation status, SensorFacts facts, @Nullable SensorFacts known, Limits limits, Instant now) {
        List<String> troubles = new ArrayList<>();
        StatusObservation.Sight sight = status.accounts().sight();
        if (sight != null && !sight.isUp()) {
            troubles.add("its interface is down");
        }
        if (lasts(facts.broadcastsSince(), status, limits.spanSeconds())) {
            troubles.add("it sees broadcasts only since "
                    + facts.broadcastsSince().truncatedTo(ChronoUnit.SECONDS)
                    + ", so that whom devices talk to cannot be told");
        }
        addImports(
                troubles,
                BlindImport.of(status, limits.importsSeconds()).stream()
                        .filter(blind -> blind.lasts(facts))
                        .toList());
        if (status.at().isAfter(now.plus(FAR))) {
            troubles.add("its clock is " + Amounts.duration(Duration.between(now, status.at())) + " ahead of the site");
        }
        if (!facts.isLate() && status.at().isBefore(now.minus(FAR))) {
            troubles.add("its clock is " + Amounts.duration(Duration.between(status.at(), now)) + " behind the site");
        }
        Duration step = status.accounts().lastClockStep();
        boolean wasSet =
                known != null && facts.counters().since(known.counters()).clockSteps() > 0;
        if (wasSet && Math.abs(step.toSeconds()) >= limits.clockSeconds()) {
            troubles.add("its clock was set " + (step.isNegative() ? "back" : "ahead") + " by "
                    + Amounts.duration(step.abs()));
        }
        return String.join("; ", troubles);
    }

    private static void addImports(List<String> troubles, List<BlindImport> blind) {
        blind.stream()
                .limit(MOST_IMPORTS)
                .map(one -> "its import " + one.name() + " " + one.trouble())
                .forEach(troubles::add);
        if (blind.size() > MOST_IMPORTS) {
            troubles.add((blind.size() - MOST_IMPORTS) + " more of its imports do not see all");
        }
    }

    /** True when something has been so for {@code seconds} of the sensor's time; 1970 where it is not. */
    static boolean lasts(Instant since, StatusObservation status, long seconds) {
        return since.isAfter(Instant.EPOCH) && !status.at().isBefore(since.plusSeconds(seconds));
    }
}
