package io.curfew.policy.watch;

import io.curfew.events.Ja4;
import io.curfew.events.Outcome;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.watch.Sketch.Host;

import java.time.Duration;

import static io.curfew.policy.watch.Play.CLOUD;
import static io.curfew.policy.watch.Play.LAMP;
import static io.curfew.policy.watch.Play.VACUUM;
import static io.curfew.policy.watch.Play.neighbour;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.arp;

/** Scenes of what a device does among its neighbours; each says whether that is told. */
final class NeighbourScenes {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration THIRTY_HOURS = Duration.ofHours(30);
    private static final Host THIEF =
            new Host(Host.of("00:00:5e:00:53:66", "192.0.2.66").mac(), VACUUM.ip());

    private NeighbourScenes() {}

    private static boolean looksForHosts(Play play, int hosts, Duration pause) {
        for (int host = 0; host < hosts; host++) {
            play.see(play.flow(VACUUM, neighbour(host), 8_000).outcome(Outcome.UNANSWERED));
            play.wait(pause);
        }
        return play.tells(Pattern.SCAN);
    }

    static boolean itLooksForTwelveHosts(Play play) {
        return looksForHosts(play, 12, SECOND);
    }

    static boolean itLooksForAHostEachMinute(Play play) {
        return looksForHosts(play, 15, Duration.ofMinutes(1));
    }

    static boolean itTriesFifteenPorts(Play play) {
        for (int port = 8_000; port < 8_015; port++) {
            play.see(play.flow(VACUUM, neighbour(0), port).outcome(Outcome.REFUSED));
            play.wait(SECOND);
        }
        return play.tells(Pattern.SCAN);
    }

    static boolean itTriesSevenUdpPorts(Play play) {
        for (int port = 8_000; port < 8_007; port++) {
            play.see(play.flow(VACUUM, neighbour(0), port).udp().outcome(Outcome.UNANSWERED));
            play.wait(SECOND);
        }
        return play.tells(Pattern.SCAN);
    }

    /** Turns to neighbours one after the other; the last of them stays open, and that it does is told as well. */
    private static boolean turnsTo(int neighbours, int port, Duration pause, Play play) {
        for (int which = 1; which <= neighbours; which++) {
            play.see(play.flow(VACUUM, neighbour(which), port).number(which).start());
            play.wait(pause);
        }
        Duration open = Duration.ofHours(2);
        play.wait(open);
        play.see(play.flow(VACUUM, neighbour(neighbours), port)
                .number(neighbours)
                .update()
                .lasting(open.plus(pause)));
        return play.tells(Pattern.LATERAL_MOVEMENT, alert -> alert.last().equals(play.now()));
    }

    static boolean itOpensWebPagesOfTwoNeighbours(Play play) {
        return turnsTo(2, 80, SECOND, play);
    }

    static boolean itOpensAWebPageEachEightMinutes(Play play) {
        return turnsTo(3, 80, Duration.ofMinutes(8), play);
    }

    static boolean itLogsInAfterTwoHours(Play play) {
        play.see(arp(VACUUM, play.now()));
        play.wait(Duration.ofHours(2));
        return turnsTo(1, 22, SECOND, play);
    }

    /** It is at two places at once, and later begins otherwise: 65 points of 100. */
    private static boolean contradictsItself(Play play, Duration later) {
        play.see(arp(VACUUM, play.now(), 30));
        play.see(arp(VACUUM, play.now(), 31));
        play.see(play.flow(VACUUM, CLOUD, 443).marks(64, new Ja4("t13d1516h2_8daaf6152771_02713d6af862")));
        play.wait(later);
        play.see(play.flow(VACUUM, CLOUD, 443).marks(128, new Ja4("t13d1516h2_8daaf6152771_e5627efa2ab1")));
        return play.tells(Pattern.MAC_SPOOFED);
    }

    static boolean itsMarksContradictEachOther(Play play) {
        return contradictsItself(play, SECOND);
    }

    static boolean itsMarksContradictEachOtherLate(Play play) {
        return contradictsItself(play, Duration.ofHours(2));
    }

    /** Whose address it is says so, or only sends with it. */
    private static boolean isDisputed(Play play, Duration pause) {
        play.see(arp(VACUUM, play.now()));
        play.each(3, pause, () -> {
            play.see(arp(THIEF, play.now()));
            play.wait(pause);
            play.see(play.flow(VACUUM, CLOUD, 443));
        });
        return play.tells(Pattern.ADDRESS_CLAIMED_TWICE);
    }

    static boolean itsAddressGoesBackAndForth(Play play) {
        return isDisputed(play, SECOND);
    }

    static boolean itsAddressGoesBackAndForthSlowly(Play play) {
        return isDisputed(play, Duration.ofMinutes(12));
    }

    /** It does so first thirty hours after the site was seen first. */
    static boolean itHandsOutAddresses(Play play) {
        play.see(arp(LAMP, play.now()));
        play.wait(THIRTY_HOURS);
        play.see(ack(VACUUM, LAMP, play.now(), "lamp"));
        return play.tells(Pattern.ROGUE_SERVER);
    }

    /** It was among the guests for thirty hours. */
    static boolean itShowsUpAmongTheThings(Play play) {
        play.see(arp(new Host(VACUUM.mac(), neighbour(0).ip()), play.now()));
        play.wait(THIRTY_HOURS);
        play.see(arp(VACUUM, play.now()));
        return play.tells(Pattern.WRONG_ZONE);
    }
}
