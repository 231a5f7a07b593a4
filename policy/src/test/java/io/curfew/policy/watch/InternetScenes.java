package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.policy.Severity;
import io.curfew.policy.Trait;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.watch.Sketch.Flow;
import io.curfew.policy.watch.Sketch.Host;

import java.time.Duration;

import static io.curfew.policy.watch.Play.CLOUD;
import static io.curfew.policy.watch.Play.HUB;
import static io.curfew.policy.watch.Play.LAMP;
import static io.curfew.policy.watch.Play.STRANGER;
import static io.curfew.policy.watch.Play.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;

/** Scenes of what a device does on the internet; each says whether that is told. */
final class InternetScenes {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private InternetScenes() {}

    /** Calls its cloud by name each hour, with 200 kB each way. */
    private static void live(Play play, int hours) {
        play.each(
                hours,
                HOUR,
                () -> play.see(play.flow(VACUUM, CLOUD, 443)
                        .serverName("api.vacuum.example")
                        .sending(200_000, 300)
                        .receiving(200_000)));
    }

    private static void ask(Play play, Host client, String name, Host answered) {
        play.see(answer(client, LAMP, play.now(), name, answered.ip().toString()));
    }

    private static Flow download(Play play, long octets) {
        return play.flow(VACUUM, STRANGER, 80).protocol("http").receiving(octets);
    }

    /** Three addresses that nobody asked for are told as many, without a peer. */
    static boolean bareAddressesAreMany(Play play) {
        for (int peer = 1; peer <= 3; peer++) {
            play.see(play.flow(VACUUM, Host.of("203.0.113." + peer), 443));
        }
        return play.tells(Pattern.HARD_CODED_ADDRESS, alert -> alert.peer() == null);
    }

    private static boolean hammers(Play play, Duration pause) {
        play.each(40, pause, () -> play.see(play.flow(VACUUM, CLOUD, 443).outcome(Outcome.UNANSWERED)));
        return play.tells(Pattern.RETRY_STORM);
    }

    static boolean itTriesFortyTimesInThreeMinutes(Play play) {
        return hammers(play, Duration.ofSeconds(5));
    }

    static boolean itTriesFortyTimesInTenMinutes(Play play) {
        return hammers(play, Duration.ofSeconds(15));
    }

    /** After thirty hours with at most 200 kB each. */
    static boolean itSendsFiftyMegabytes(Play play) {
        live(play, 30);
        play.see(play.flow(VACUUM, CLOUD, 443).sending(50_000_000, 40_000));
        return play.tells(Pattern.UNEXPECTED_UPLOAD);
    }

    /** Whoever asks for names did not ask for this address. */
    static boolean itFetchesAProgramFromABareAddress(Play play) {
        ask(play, VACUUM, "api.vacuum.example", CLOUD);
        play.see(download(play, 150_000));
        return play.tells(Pattern.PAYLOAD_DOWNLOAD);
    }

    /** Nobody was seen asking for any name. */
    static boolean itMayFetchAProgramFromABareAddress(Play play) {
        play.see(download(play, 150_000));
        return play.tells(Pattern.PAYLOAD_DOWNLOAD);
    }

    static boolean itFetchesAFirmwareInTheClear(Play play) {
        ask(play, VACUUM, "update.example", STRANGER);
        play.see(download(play, 1_500_000));
        return play.tells(Pattern.PAYLOAD_DOWNLOAD);
    }

    private static boolean fetchesFromAStranger(Play play) {
        play.see(play.flow(VACUUM, STRANGER, 443).serverName("new.example.net").receiving(5_000_000));
        return play.tells(Pattern.PAYLOAD_DOWNLOAD);
    }

    static boolean itFetchesFarMoreFromANewPlace(Play play) {
        live(play, 30);
        return fetchesFromAStranger(play);
    }

    static boolean itFetchesFromWhereItWasTenHoursBefore(Play play) {
        live(play, 30);
        play.see(play.flow(VACUUM, STRANGER, 443).serverName("new.example.net"));
        live(play, 10);
        return fetchesFromAStranger(play);
    }

    /** Thirty hours after others were seen asking for names, nobody asked for that address for sure. */
    static boolean nobodyAskedForTheAddressOfAProgram(Play play) {
        ask(play, HUB, "api.vacuum.example", CLOUD);
        live(play, 30);
        play.see(download(play, 150_000));
        return play.tells(Pattern.PAYLOAD_DOWNLOAD, alert -> alert.severity() == Severity.HIGH);
    }

    private static void call(Play play, int times) {
        play.each(times, TEN_MINUTES, () -> play.see(play.flow(VACUUM, STRANGER, 443)));
    }

    /** Forty calls in seven hours, of which one comes late. */
    static boolean itCallsABareAddress(Play play) {
        ask(play, VACUUM, "api.vacuum.example", CLOUD);
        call(play, 11);
        play.wait(Duration.ofMinutes(5));
        call(play, 29);
        return play.tells(Pattern.BEACON);
    }

    /** Where nobody is seen asking for names, a place that is new makes it no doubt. */
    static boolean itCallsANewPlace(Play play) {
        live(play, 30);
        call(play, 30);
        return play.tells(Pattern.BEACON, alert -> alert.severity() == Severity.MEDIUM);
    }

    /** Thirty hours after the site was seen first, other sites are told. */
    static boolean aDestinationIsNewToTheSite(Play play) {
        live(play, 30);
        play.see(play.flow(VACUUM, STRANGER, 443));
        return play.site().latest().sightings().stream()
                .anyMatch(sighting -> sighting.trait().kind() == Trait.Kind.DESTINATION);
    }
}
