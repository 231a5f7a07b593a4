package io.curfew.policy.detect;

import io.curfew.policy.DeviceId;
import io.curfew.policy.coverage.Coverage;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Threshold;

/** An address that nobody at the site was answered, and what it rests on that nobody was. */
final class BareAddress {
    private BareAddress() {}

    /**
     * True when somebody's asking for it would have been seen: the device was seen asking for names, or those of the
     * site are watched for as long as it takes to learn habits.
     */
    static boolean isSure(DeviceId device, Party party, Scene scene) {
        return asks(device, scene) || isLongWatched(party, scene);
    }

    /** True when the names of the site are watched for as long as it takes to learn habits. */
    static boolean isLongWatched(Party party, Scene scene) {
        return !isOutOfSight(scene)
                && !scene.at()
                        .isBefore(
                                scene.questionsSince().plusSeconds(scene.threshold(Threshold.BEACON_LEARNING, party)));
    }

    private static boolean asks(DeviceId device, Scene scene) {
        return scene.rows().get(Table.KNOWN_QUESTIONS, device) != null;
    }

    /** True when no question of the site is known. */
    static boolean isOutOfSight(Scene scene) {
        return scene.questionCoverage().length().isZero();
    }

    /** As {@code Nobody at this site was answered this address in the 3 hours for which DNS was watched.} */
    static String text(Scene scene) {
        Coverage coverage = scene.questionCoverage();
        return coverage.length().isZero()
                ? "No DNS question was seen at this site yet, so the name may have been asked for out of sight."
                : "Nobody at this site was answered this address " + coverage.text("DNS was watched") + ".";
    }

    /** What to add where a device's own questions are not seen; empty where they are, or nobody's are. */
    static String doubt(DeviceId device, Scene scene) {
        return asks(device, scene) || isOutOfSight(scene) ? "" : " The device itself was not seen asking for any name.";
    }
}
