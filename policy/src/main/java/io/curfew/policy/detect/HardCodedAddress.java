package io.curfew.policy.detect;

import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;

import java.time.Duration;
import java.time.Instant;

/** A device contacts an internet address that nobody at the site was ever answered. */
final class HardCodedAddress implements Detection {
    /** An address may have been looked up shortly before the watch began. */
    private static final Duration SHORT_COVERAGE = Duration.ofHours(1);

    private static final int DNS = 53;
    private static final int DOT = 853;

    @Override
    public void flow(Sight sight, Scene scene) {
        End initiator = sight.initiator();
        DeviceFacts facts = initiator.facts();
        if (!initiator.isWatched()
                || facts == null
                || !sight.flow().initiatorCertain()
                || isExpected(sight, facts)
                || initiator.isDeliberate()
                || scene.names().wasResolved(sight.responder().party().ip())) {
            return;
        }
        long most = scene.threshold(Threshold.HARD_CODED_ADDRESS_ALERTS, initiator.party());
        scene.count(matter(sight, facts.literalPeers() >= most, scene));
    }

    private static boolean isExpected(Sight sight, DeviceFacts facts) {
        IpAddress ip = sight.responder().party().ip();
        int port = sight.flow().responder().port();
        return port == DNS
                || port == DOT
                || !sight.plan().isInternet(ip)
                || sight.responder().party().device() != null
                || sight.plan().isServer(ip)
                || facts.leasedTimeServers().contains(ip);
    }

    private static Matter matter(Sight sight, boolean many, Scene scene) {
        Matter.Who who = scene.who(sight.initiator().party());
        Duration coverage = coverage(scene.facts(), sight.flow().at());
        String what = who.name() + " contacted " + (many ? "many addresses, latest " : "")
                + sight.initiator().peerText() + " by " + sight.service() + " without asking for a name first. "
                + coverageText(coverage);
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.HARD_CODED_ADDRESS.id(),
                who,
                many ? null : sight.initiator().peer(),
                many ? null : sight.service(),
                coverage.compareTo(SHORT_COVERAGE) < 0 ? Severity.LOW : Severity.MEDIUM,
                "",
                true,
                new Matter.Text(
                        what,
                        "An address that is built in, or was kept from an earlier look-up, passes by every DNS filter:"
                                + " blocking a name does not stop it.",
                        "Block the address at the firewall rather than in DNS, or allow it in a rule if you know what"
                                + " it is for."));
    }

    /** How long the site's questions were seen without a gap in what is remembered of their answers. */
    private static Duration coverage(SiteFacts site, Instant at) {
        Instant since = site.firstQuestion();
        if (since == null) {
            return Duration.ZERO;
        }
        if (site.forgotAnswerOf() != null && site.forgotAnswerOf().isAfter(since)) {
            since = site.forgotAnswerOf();
        }
        return at.isAfter(since) ? Duration.between(since, at) : Duration.ZERO;
    }

    private static String coverageText(Duration coverage) {
        if (coverage.isZero()) {
            return "No DNS question was seen at this site yet, so the name may have been asked for out of sight.";
        }
        String length = coverage.toDays() >= 2
                ? coverage.toDays() + " days"
                : coverage.toHours() >= 2
                        ? coverage.toHours() + " hours"
                        : coverage.toMinutes() >= 2
                                ? coverage.toMinutes() + " minutes"
                                : Math.max(1, coverage.toSeconds()) + " seconds";
        return "Nobody at this site was answered this address in the " + length + " for which DNS was watched.";
    }
}
