package io.curfew.policy.detect;

import io.curfew.events.ApplicationProtocol;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Duty;
import io.curfew.policy.threshold.Pattern;

import java.util.List;

/** A device asks another time server than the site's. */
final class NtpBypass implements Detection {
    private static final int NTP = 123;

    @Override
    public void flow(Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        End asking = sight.initiator();
        DeviceFacts facts = asking.facts();
        boolean isNtp = flow.transport() == Transport.UDP
                && (flow.responder().port() == NTP || ApplicationProtocol.NTP.equals(flow.applicationProtocol()));
        if (isNtp
                && facts != null
                && asking.isWatched()
                && !isExpected(sight, facts)
                && !asking.isDeliberate()
                && sight.mayServe()) {
            scene.count(matter(sight, facts, scene));
        }
    }

    /** The site's time servers are expected, those of the lease where the policy names none, and servers ask others. */
    private static boolean isExpected(Sight sight, DeviceFacts facts) {
        IpAddress asked = sight.responder().party().ip();
        if (sight.plan().isGroup(asked)
                || sight.responder().party().has(Duty.TIME_SERVER)
                || sight.initiator().party().has(Duty.TIME_SERVER)) {
            return true;
        }
        List<KnownName> names = sight.initiator().peerNames();
        for (int index = 0; index < names.size(); index++) {
            if (names.get(index).anyIs(sight.plan()::isTimeServer)) {
                return true;
            }
        }
        List<IpAddress> leased = facts.leasedTimeServers();
        return !sight.plan().hasTimeServers()
                && (leased.isEmpty()
                        || leased.contains(asked)
                        || !sight.responder().party().duties().isEmpty());
    }

    private static Matter matter(Sight sight, DeviceFacts facts, Scene scene) {
        Matter.Who who = scene.who(sight.initiator().party());
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.NTP_BYPASS.id(),
                who,
                sight.initiator().peer(),
                sight.service(),
                Severity.LOW,
                "",
                sight.flow().initiatorCertain(),
                () -> text(who, sight, facts.leasedTimeServers()));
    }

    private static Matter.Text text(Matter.Who who, Sight sight, List<IpAddress> leased) {
        boolean isLeased = leased.contains(sight.responder().party().ip());
        StringBuilder what = new StringBuilder()
                .append(who.name())
                .append(" asks ")
                .append(sight.initiator().peerText())
                .append(" for the time.");
        if (sight.plan().hasTimeServers()) {
            what.append(" The site's time server is ")
                    .append(sight.plan().timeServersText())
                    .append('.');
        }
        if (isLeased) {
            what.append(" Its DHCP lease handed this time server out.");
        } else if (!leased.isEmpty()) {
            what.append(" Its DHCP lease handed out ")
                    .append(String.join(
                            ", ", leased.stream().map(IpAddress::toString).toList()))
                    .append('.');
        }
        return new Matter.Text(
                what.toString(),
                "Each question for the time tells a stranger that the device is on, and from where. Whoever answers it can"
                        + " set its clock, and with it what certificates and logs are worth.",
                isLeased
                        ? "Change the time server (option 42) that your DHCP server hands out to the site's."
                        : "Redirect NTP (UDP port 123) of this zone to your time server at the firewall: devices do not"
                                + " notice. If the device needs this very server, allow it in a rule.");
    }
}
