package io.curfew.policy.detect;

import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.PeerKey;
import io.curfew.policy.memory.Sweep;
import io.curfew.policy.memory.SweepKey;
import io.curfew.policy.memory.Table;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;

import java.time.Duration;
import java.time.Instant;

/** A device contacts an internet address that nobody at the site was ever answered. */
final class HardCodedAddress implements Detection {
    /** An address may have been looked up shortly before the watch began. */
    private static final Duration SHORT_COVERAGE = Duration.ofHours(1);

    /** A scanner asks once more after a moment; a device that cannot do without comes back. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private static final Duration AFTER_A_SCAN = Duration.ofMinutes(10);

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
                || scene.names().wasResolved(sight.responder().party().ip())
                || isSearch(sight, scene)) {
            return;
        }
        Matter matter = matter(sight, false, scene);
        long most = scene.threshold(Threshold.HARD_CODED_ADDRESS_ALERTS, initiator.party());
        boolean isOneOfMany = facts.literalPeers() >= most && !scene.isKnown(matter);
        scene.count(isOneOfMany ? matter(sight, true, scene) : matter);
    }

    private static boolean isExpected(Sight sight, DeviceFacts facts) {
        IpAddress ip = sight.responder().party().ip();
        int port = sight.flow().responder().port();
        return port == DNS
                || port == DOT
                || !sight.plan().isInternet(ip)
                || sight.responder().party().device() != null
                || !sight.responder().party().duties().isEmpty()
                || facts.leasedTimeServers().contains(ip);
    }

    /**
     * Who looks for hosts tries each once or so, and most do not answer: that is told as a scan, not again for each. An
     * address that is built in answers, or is tried again later.
     */
    private static boolean isSearch(Sight sight, Scene scene) {
        DeviceId device = sight.initiator().party().device();
        if (device == null) {
            return false;
        }
        return Went.isAnswered(sight.flow()) ? isTold(device, scene) : !isTriedAgain(device, sight, scene);
    }

    private static boolean isTold(DeviceId device, Scene scene) {
        Sweep sweep = scene.rows().get(Table.SWEEPS, new SweepKey(device, SweepKey.Method.TCP, true));
        Instant scanned = sweep == null ? null : sweep.scanned();
        return scanned != null && scene.at().isBefore(scanned.plus(AFTER_A_SCAN));
    }

    private static boolean isTriedAgain(DeviceId device, Sight sight, Scene scene) {
        PeerKey key = new PeerKey(device, sight.responder().party().ip(), sight.service(), true);
        Device.PeerUse known = scene.rows().get(Table.PEERS, key);
        return known != null && !sight.flow().last().isBefore(known.first().plus(AGAIN));
    }

    private static Matter matter(Sight sight, boolean many, Scene scene) {
        Matter.Who who = scene.who(sight.initiator().party());
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.HARD_CODED_ADDRESS.id(),
                who,
                many ? null : sight.initiator().peer(),
                many ? null : sight.service(),
                scene.at().isBefore(scene.questionsSince().plus(SHORT_COVERAGE)) ? Severity.LOW : Severity.MEDIUM,
                "",
                true,
                // The latest of many is another one each time.
                many ? text(who, sight, "many addresses, latest ", scene) : () -> text(who, sight, "", scene));
    }

    private static Matter.Text text(Matter.Who who, Sight sight, String which, Scene scene) {
        return new Matter.Text(
                who.name() + " contacted " + which + sight.initiator().peerText() + " by " + sight.service()
                        + " without asking for a name first. " + BareAddress.text(scene),
                "An address that is built in, or was kept from an earlier look-up, passes by every DNS filter: blocking a"
                        + " name does not stop it.",
                "Block the address at the firewall rather than in DNS, or allow it in a rule if you know what it is for.");
    }
}
