package io.curfew.policy.detect;

import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.name.NameBook;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** A device contacts an internet address that nobody at the site was ever answered. */
public final class HardCodedAddress {
    public static final String ID = "hard-coded-address";
    /** With this many alerts of one device, further addresses are told in one alert without a peer. */
    public static final int MOST_PEERS = 32;

    /** An address may have been looked up shortly before the watch began. */
    private static final Duration SHORT_COVERAGE = Duration.ofHours(1);

    private static final int DNS = 53;
    private static final int DOT = 853;

    private HardCodedAddress() {}

    /** Null when the address was resolved, handed out, is expected, or an entry allows this very one. */
    public static @Nullable Matter of(Sight sight, NameBook names, SiteFacts site) {
        IpAddress ip = sight.responder().ip();
        int port = sight.flow().responder().port();
        boolean isDns = port == DNS || port == DOT;
        if (!sight.plan().isInternet(ip)
                || sight.responder().device() != null
                || !sight.flow().initiatorCertain()
                || isDns
                || sight.plan().isResolver(ip)
                || sight.plan().isTimeServer(ip)
                || sight.plan().isGateway(ip)
                || sight.facts().leasedTimeServers().contains(ip)
                || sight.isDeliberate()
                || names.wasResolved(ip)) {
            return null;
        }
        boolean many = sight.facts().literalPeers() >= MOST_PEERS;
        Duration coverage = coverage(site, sight.flow().at());
        String what = sight.who().name() + " contacted " + (many ? "many addresses, latest " : "") + sight.other()
                + " by " + sight.service() + " without asking for a name first. " + coverageText(coverage);
        return new Matter(
                Alert.Kind.DETECTION,
                ID,
                sight.who(),
                many ? null : sight.peer(),
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
