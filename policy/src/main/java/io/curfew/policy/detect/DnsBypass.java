package io.curfew.policy.detect;

import io.curfew.events.ApplicationProtocol;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.language.DohServers;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Duty;
import io.curfew.policy.threshold.Pattern;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A device asks another resolver than the site's. */
final class DnsBypass implements Detection {
    private static final int DNS = 53;
    private static final int DOT = 853;
    private static final int HTTPS = 443;
    private static final String WARP = "a tunnel of Cloudflare WARP";

    @Override
    public void flow(Sight sight, Scene scene) {
        End asking = sight.initiator();
        if (!asking.isWatched() || asking.facts() == null) {
            return;
        }
        String how = how(sight);
        if (how != null
                && !isExpected(sight, asking.facts(), scene.facts())
                && !asking.isDeliberate()
                && sight.mayServe()) {
            scene.count(matter(sight, asking.facts(), how, scene));
        }
    }

    private static Matter matter(Sight sight, DeviceFacts facts, String how, Scene scene) {
        Matter.Who who = scene.who(sight.initiator().party());
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.DNS_BYPASS.id(),
                who,
                sight.initiator().peer(),
                sight.service(),
                Severity.MEDIUM,
                "",
                sight.flow().initiatorCertain(),
                () -> text(who, sight, facts.leasedResolvers(), how));
    }

    private static Matter.Text text(Matter.Who who, Sight sight, List<IpAddress> leased, String how) {
        boolean isLeased = leased.contains(sight.responder().party().ip());
        StringBuilder what = new StringBuilder()
                .append(who.name())
                .append(" asks ")
                .append(sight.initiator().peerText())
                .append(" for names by ")
                .append(how)
                .append('.');
        if (sight.plan().hasResolvers()) {
            what.append(" The site's resolver is ")
                    .append(sight.plan().resolversText())
                    .append('.');
        }
        if (isLeased) {
            what.append(" Its DHCP lease handed this resolver out.");
        } else if (!leased.isEmpty()) {
            what.append(" Its DHCP lease handed out ").append(text(leased)).append('.');
        }
        return new Matter.Text(
                what.toString(),
                "Names that are asked elsewhere are seen and answered by somebody else: your filter lists do not apply to"
                        + " them, and you cannot tell what the device looks for.",
                isLeased
                        ? "Change the DNS server that your DHCP server hands out to the site's resolver."
                        : "Redirect DNS (port 53) of this zone to your resolver at the firewall and reject port 853 and"
                                + " known DNS-over-HTTPS servers. If the device stops working without, allow this very"
                                + " resolver in a rule.");
    }

    /** How the flow asks for names; null when it does not. */
    private static @Nullable String how(Sight sight) {
        Transport transport = sight.flow().transport();
        if (transport != Transport.TCP && transport != Transport.UDP) {
            return null;
        }
        boolean isTcp = transport == Transport.TCP;
        String marked = byMark(sight.flow().applicationProtocol(), isTcp);
        if (marked != null) {
            return marked;
        }
        return switch (sight.flow().responder().port()) {
            case DNS -> isTcp ? "DNS over TCP" : "DNS";
            case DOT -> isTcp ? "DNS over TLS" : "DNS over QUIC";
            case HTTPS -> isDohServer(sight) ? "DNS over HTTPS" : isWarp(sight) ? WARP : null;
            default -> isWarp(sight) ? WARP : null;
        };
    }

    /** A tunnel that takes all names with it, by its addresses. */
    private static boolean isWarp(Sight sight) {
        if (sight.flow().transport() != Transport.UDP) {
            return false;
        }
        IpAddress ip = sight.flow().responder().ip();
        return ip.isV6()
                ? ip.high() >>> 16 == 0x2606_4700_00d0L || ip.high() >>> 16 == 0x2606_4700_00d1L
                : ip.low() >>> 8 == 0xa2_9f_c0 || ip.low() >>> 8 == 0xa2_9f_c1;
    }

    /** What a sensor's mark says, on whatever port; null without one. */
    private static @Nullable String byMark(@Nullable String protocol, boolean isTcp) {
        return switch (protocol) {
            case ApplicationProtocol.DNS -> isTcp ? "DNS over TCP" : "DNS";
            case ApplicationProtocol.DOT -> "DNS over TLS";
            case ApplicationProtocol.DOQ -> "DNS over QUIC";
            case ApplicationProtocol.DOH -> "DNS over HTTPS";
            case null, default -> null;
        };
    }

    private static boolean isDohServer(Sight sight) {
        if (sight.flow().serverName() != null
                && DohServers.shipped().has(sight.flow().serverName())) {
            return true;
        }
        for (KnownName name : sight.initiator().peerNames()) {
            if (name.anyIs(DohServers.shipped()::has)) {
                return true;
            }
        }
        return DohServers.shipped().has(sight.responder().party().ip());
    }

    /**
     * The site's resolvers are expected, those of the lease or a router advertisement where the policy names none, and
     * resolvers ask others.
     */
    private static boolean isExpected(Sight sight, DeviceFacts facts, SiteFacts site) {
        IpAddress asked = sight.responder().party().ip();
        if (sight.plan().isGroup(asked)
                || sight.responder().party().has(Duty.RESOLVER)
                || sight.initiator().party().has(Duty.RESOLVER)) {
            return true;
        }
        if (sight.plan().hasResolvers()) {
            return false;
        }
        List<IpAddress> leased = facts.leasedResolvers();
        return leased.contains(asked)
                || site.advertisedResolvers().contains(asked)
                || (leased.isEmpty() && sight.flow().responder().port() == DNS);
    }

    private static String text(List<IpAddress> addresses) {
        return String.join(", ", addresses.stream().map(IpAddress::toString).toList());
    }
}
