package io.curfew.policy.watch;

import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.Outcome;
import io.curfew.policy.threshold.Pattern;

import java.time.Duration;
import java.util.List;

import static io.curfew.policy.watch.Play.CLOUD;
import static io.curfew.policy.watch.Play.HUB;
import static io.curfew.policy.watch.Play.LAMP;
import static io.curfew.policy.watch.Play.VACUUM;

/** Scenes of a device that no longer does what it always did; each says whether that is told. */
final class SilenceScenes {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private SilenceScenes() {}

    private static void obey(Play play) {
        play.each(30, MINUTE, () -> play.see(play.flow(HUB, VACUUM, 80)));
    }

    /** Half an hour of answers, and a quarter of an hour without. */
    static boolean itsControllerAsksInVain(Play play) {
        obey(play);
        play.each(15, MINUTE, () -> play.see(play.flow(HUB, VACUUM, 80).outcome(Outcome.UNANSWERED)));
        return play.tells(Pattern.GONE_QUIET);
    }

    /** The same of the questions where its address is. */
    static boolean itsControllerLooksForItInVain(Play play) {
        obey(play);
        play.each(15, MINUTE, () -> play.see(whoHas(play)));
        return play.tells(Pattern.GONE_QUIET);
    }

    private static NeighborObservation whoHas(Play play) {
        return new NeighborObservation(
                play.now(),
                NeighborObservation.Operation.REQUEST,
                HUB.mac(),
                HUB.ip(),
                new MacAddress(0),
                VACUUM.ip(),
                List.of(),
                false,
                false);
    }

    /** What was blocked half an hour before the last answer is named. */
    static boolean somethingWasBlockedBefore(Play play) {
        play.see(play.flow(VACUUM, CLOUD, 443).outcome(Outcome.REJECTED));
        return itsControllerAsksInVain(play)
                && play.tells(Pattern.GONE_QUIET, alert -> alert.what().contains("198.51.100.9 by https is rejected"));
    }

    /** For a day it is seen each ten minutes, and then for seven hours no more. */
    static boolean itIsSeenNoMore(Play play) {
        play.each(150, TEN_MINUTES, () -> {
            play.see(play.flow(VACUUM, CLOUD, 443));
            play.see(play.flow(LAMP, CLOUD, 443));
        });
        play.each(42, TEN_MINUTES, () -> play.see(play.flow(LAMP, CLOUD, 443)));
        return play.tells(Pattern.GONE_QUIET);
    }

    /** In the end it sends a third of what it sent a week before. */
    static boolean itSendsLessEveryDay(Play play) {
        for (int day = 0; day < 9; day++) {
            long octets = 100_000 - 11_000L * day;
            play.each(24, HOUR, () -> play.see(play.flow(VACUUM, CLOUD, 443).sending(octets, 100)));
        }
        return play.tells(Pattern.GONE_QUIET);
    }
}
