package io.curfew.policy.watch;

import io.curfew.events.SensorId;
import io.curfew.events.SourceStatus;
import io.curfew.policy.Command;
import io.curfew.policy.threshold.Pattern;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static io.curfew.policy.watch.Play.CLOUD;
import static io.curfew.policy.watch.Play.LAMP;
import static io.curfew.policy.watch.Play.STRANGER;
import static io.curfew.policy.watch.Play.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;

/** Scenes of sensors that are silent, lose what they see, or do not see; each says whether that is told. */
final class SensorScenes {
    private static final String ATTIC = "attic";
    private static final String CELLAR = "cellar";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private SensorScenes() {}

    private static void report(Play play, int minutes, Report report) {
        play.each(minutes, MINUTE, () -> play.site().see(ATTIC, report.draw(play.now())));
    }

    /** For ten minutes the sensor of the attic alone says something. */
    private static void theCellarIsSilent(Play play) {
        Report attic = new Report();
        Report cellar = new Report();
        play.see(answer(VACUUM, LAMP, play.now(), "api.vacuum.example", "198.51.100.9"));
        play.each(2, MINUTE, () -> {
            play.site().see(ATTIC, attic.draw(play.now()));
            play.site().see(CELLAR, cellar.draw(play.now()));
        });
        report(play, 10, attic);
    }

    static boolean aSensorIsSilent(Play play) {
        theCellarIsSilent(play);
        return play.tells(Pattern.SENSOR_SILENT);
    }

    private static boolean neverNamesTheSilence(Play play) {
        play.see(play.flow(VACUUM, STRANGER, 443));
        return play.tells(
                Pattern.HARD_CODED_ADDRESS, alert -> alert.what().contains("though sensor cellar was silent for"));
    }

    static boolean aNeverNamesTheSilenceOfASensor(Play play) {
        theCellarIsSilent(play);
        return neverNamesTheSilence(play);
    }

    static boolean aNeverNamesTheSilenceBeforeARevocation(Play play) {
        theCellarIsSilent(play);
        play.site().command(new Command.Revoke(play.site().site(), "olga", play.now(), new SensorId(CELLAR)));
        return neverNamesTheSilence(play);
    }

    /** For a day the sensor of the cellar sees the vacuum. */
    private static void theCellarSeesTheVacuum(Play play, Report cellar) {
        play.each(150, Duration.ZERO, () -> {
            play.site().see(CELLAR, play.flow(VACUUM, CLOUD, 443).draw());
            play.each(10, MINUTE, () -> play.site().see(CELLAR, cellar.draw(play.now())));
        });
    }

    /** Then the attic alone sees anything for seven hours. */
    static boolean aDeviceIsSilentAsItsSensorIs(Play play) {
        theCellarSeesTheVacuum(play, new Report());
        play.each(
                42,
                TEN_MINUTES,
                () -> play.site().see(ATTIC, play.flow(LAMP, CLOUD, 443).draw()));
        return play.tells(Pattern.GONE_QUIET);
    }

    /** The cellar sees broadcasts only, and for seven hours the vacuum no more. */
    static boolean aDeviceIsSilentWhereBroadcastsAreSeen(Play play) {
        Report blind = new Report();
        blind.unicast = 0.01;
        theCellarSeesTheVacuum(play, blind);
        play.each(420, MINUTE, () -> play.site().see(CELLAR, blind.draw(play.now())));
        return play.tells(Pattern.GONE_QUIET);
    }

    /** It misses about two of a hundred packets for six minutes. */
    static boolean aSensorMissesPackets(Play play) {
        Report lossy = new Report();
        lossy.dropped = 100;
        report(play, 6, lossy);
        return play.tells(Pattern.SENSOR_LOSSY);
    }

    private static boolean isBlind(Play play, double unicast) {
        Report report = new Report();
        report.unicast = unicast;
        report(play, 12, report);
        return play.tells(Pattern.BLIND_SPOT);
    }

    static boolean aSensorSeesLittleElseThanBroadcasts(Play play) {
        return isBlind(play, 0.05);
    }

    static boolean aSensorSeesBroadcastsOnly(Play play) {
        return isBlind(play, 0.01);
    }

    static boolean anImportSeesNothingForTwentyMinutes(Play play) {
        Report report = new Report();
        report.sources = List.of(new SourceStatus(
                "dnsmasq", "dnsmasq.log", false, false, true, true, 1, Map.of(), 0, 1, play.now(), 0, 1, null));
        report(play, 20, report);
        return play.tells(Pattern.BLIND_SPOT);
    }

    static boolean aClockIsSetBackByFiveMinutes(Play play) {
        Report report = new Report();
        report(play, 1, report);
        report.steps = 1;
        report.step = Duration.ofMinutes(-5);
        report(play, 1, report);
        return play.tells(Pattern.BLIND_SPOT);
    }
}
