package io.curfew.policy.detect;

import io.curfew.events.DhcpObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NeighborObservation.Operation;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.Holder;
import io.curfew.policy.memory.HolderKey;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Two devices of one segment claim the same address. An address that changes hands once has moved: what counts is that
 * it goes back and forth. For the gateway's address it is enough that the policy knows whose it is.
 */
final class AddressClaimedTwice implements Detection {
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    @Override
    public void claim(NeighborObservation claim, Party sender, Scene scene) {
        MacAddress mac = claim.senderMac();
        IpAddress ip = claim.senderIp();
        boolean isClaim = mac != null && !mac.isGroup() && mac.bits() != 0 && !ip.isUnspecified() && !ip.isGroup();
        // Whoever answers for others, or shares an address with them, says that it does not override (RFC 4861).
        boolean isForOthers = claim.operation() == Operation.ADVERTISE && !claim.overrides();
        if (mac == null || !isClaim || isForOthers) {
            return;
        }
        HolderKey key = new HolderKey(ip, scene.sensor());
        Holder known = scene.rows().get(Table.HOLDERS, key);
        Instant at = scene.at();
        boolean isOutOfPlace = known != null
                && scene.plan().isGateway(ip)
                && place(ip, claim.vlanIds(), scene).compareTo(place(ip, known.vlanIds(), scene)) > 0;
        if (known == null || isOutOfPlace) {
            Holder first = Holder.undisputed(mac, claim.vlanIds(), at);
            MacAddress router = isGateway(ip, claim.vlanIds(), scene) ? routerBesides(mac, scene) : null;
            scene.rows()
                    .put(
                            Table.HOLDERS,
                            key,
                            router == null ? first : told(first, new Sides(router, mac, toOne(claim)), ip, scene));
        } else if (known.mac().equals(mac)) {
            // A router has one link-local address on all of its VLANs: the row goes with it while nobody disputes it.
            boolean isElsewhere = known.changes() == 0
                    && ip.isV6()
                    && ip.isLinkLocal()
                    && !known.vlanIds().equals(claim.vlanIds());
            if (isElsewhere) {
                scene.rows().put(Table.HOLDERS, key, Holder.undisputed(mac, claim.vlanIds(), at));
            } else if (known.changes() > 0 || !at.isBefore(known.last().plus(REFRESH))) {
                scene.rows().put(Table.HOLDERS, key, known.again(at));
            }
        } else if (known.vlanIds().equals(claim.vlanIds())) {
            long window = scene.threshold(Threshold.ADDRESS_CLAIMED_TWICE_WINDOW, sender);
            Holder disputed = known.claimedBy(mac, at, window);
            scene.rows()
                    .put(
                            Table.HOLDERS,
                            key,
                            judged(disputed, sides(disputed, known.mac(), toOne(claim), scene), key, sender, scene));
        }
    }

    /** The claim where it was made to one alone; null where it was made to all. */
    private static @Nullable NeighborObservation toOne(NeighborObservation claim) {
        IpAddress ip = claim.targetIp();
        MacAddress mac = claim.targetMac();
        boolean isAnswer = claim.operation() == Operation.REPLY || claim.operation() == Operation.ADVERTISE;
        boolean isToOne = isAnswer && mac.bits() != 0 && !mac.isGroup();
        return isToOne && !ip.equals(claim.senderIp()) && !ip.isGroup() && !ip.isUnspecified() ? claim : null;
    }

    /** Whoever had the address and still sends with it has not given it up. */
    @Override
    public void flow(Sight sight, Scene scene) {
        MacAddress mac = sight.flow().initiator().mac();
        if (!sight.isFirst() || mac == null || sight.initiator().party().device() == null) {
            return;
        }
        IpAddress ip = sight.flow().initiator().ip();
        HolderKey key = new HolderKey(ip, scene.sensor());
        Holder known = scene.rows().get(Table.HOLDERS, key);
        if (known != null
                && known.changes() > 0
                && !mac.equals(known.mac())
                && mac.equals(known.rightful())
                && known.vlanIds().equals(sight.flow().vlanIds())) {
            Party party = sight.initiator().party();
            Holder disputed =
                    known.claimedBy(mac, scene.at(), scene.threshold(Threshold.ADDRESS_CLAIMED_TWICE_WINDOW, party));
            scene.rows()
                    .put(
                            Table.HOLDERS,
                            key,
                            judged(disputed, sides(disputed, known.mac(), null, scene), key, party, scene));
        }
    }

    /**
     * Who dispute an address.
     *
     * @param owner whose it is, as far as can be told
     * @param claimant who claims it
     * @param said how the claimant said so to one alone just now; null where it did not, or to all
     */
    private record Sides(
            MacAddress owner, MacAddress claimant, @Nullable NeighborObservation said) {}

    private static Sides sides(Holder disputed, MacAddress before, @Nullable NeighborObservation said, Scene scene) {
        boolean isLaterOne = !disputed.mac().equals(disputed.rightful());
        boolean isStranger = !isListed(disputed.mac(), scene) && isListed(before, scene);
        boolean isKnown = isListed(disputed.mac(), scene) && !isListed(before, scene);
        return isStranger || (isLaterOne && !isKnown)
                ? new Sides(before, disputed.mac(), said)
                : new Sides(disputed.mac(), before, null);
    }

    private static Holder judged(Holder disputed, Sides sides, HolderKey key, Party sender, Scene scene) {
        long wanted = scene.threshold(Threshold.ADDRESS_CLAIMED_TWICE_CHANGES, sender);
        boolean isKnownGateway = isGateway(key.ip(), disputed.vlanIds(), scene)
                && isListed(sides.owner(), scene)
                && !isListed(sides.claimant(), scene);
        return (disputed.changes() >= wanted || isKnownGateway) && !isShared(sides.claimant())
                ? told(disputed, sides, key.ip(), scene)
                : disputed;
    }

    /** The router through which the internet is reached, when somebody else claims the gateway's address. */
    private static @Nullable MacAddress routerBesides(MacAddress mac, Scene scene) {
        boolean isAnother = !scene.facts().routers().isEmpty()
                && !scene.facts().routers().contains(mac)
                && !isListed(mac, scene)
                && !isShared(mac);
        return isAnother ? scene.facts().routers().getFirst() : null;
    }

    /** Where an address is claimed, as far as the policy knows whose VLAN that is; the surest last. */
    private enum Place {
        ELSEWHERE,
        ANYWHERE,
        ITS_ZONE
    }

    private static Place place(IpAddress ip, List<Integer> vlanIds, Scene scene) {
        String zone = scene.plan().zoneOf(ip);
        String segment = scene.plan().zoneOfVlans(vlanIds);
        if (zone == null || segment == null) {
            return Place.ANYWHERE;
        }
        return zone.equals(segment) ? Place.ITS_ZONE : Place.ELSEWHERE;
    }

    /** The gateway's address on a VLAN of another zone is somebody else's: both may have the same private addresses. */
    private static boolean isGateway(IpAddress ip, List<Integer> vlanIds, Scene scene) {
        return scene.plan().isGateway(ip) && place(ip, vlanIds, scene) != Place.ELSEWHERE;
    }

    private static boolean isListed(MacAddress mac, Scene scene) {
        return scene.plan().listed(mac) != null;
    }

    /** Addresses that routers share: VRRP and CARP (RFC 9568), HSRP, GLBP. */
    private static boolean isShared(MacAddress mac) {
        long prefix = mac.bits() >>> 8;
        return prefix == 0x00005e0001L
                || prefix == 0x00005e0002L
                || prefix == 0x00000c07acL
                || mac.bits() >>> 12 == 0x00000c9ffL
                || mac.bits() >>> 12 == 0x000573a00L
                || mac.bits() >>> 24 == 0x0007b4L;
    }

    private static Holder told(Holder holder, Sides sides, IpAddress ip, Scene scene) {
        if (holder.told() != null && scene.at().isBefore(holder.told().plus(SILENCE))) {
            return holder;
        }
        scene.raise(matter(holder, sides, ip, scene));
        return holder.withTold(scene.at());
    }

    private static Matter matter(Holder holder, Sides sides, IpAddress ip, Scene scene) {
        MacAddress claimant = sides.claimant();
        MacAddress owner = sides.owner();
        IpAddress nowhere = IpAddress.v4(0);
        Party by = scene.identities().party(scene.plan(), claimant, nowhere, holder.vlanIds());
        Party of = scene.identities().party(scene.plan(), owner, nowhere, holder.vlanIds());
        boolean isGateway = isGateway(ip, holder.vlanIds(), scene);
        Matter.Who who = scene.who(by);
        String how = holder.changes() == 0
                ? " So far the internet was reached through "
                : holder.changes() == 1
                        ? " The policy says that it belongs to "
                        : " It went back and forth " + holder.changes() + " times between this device and ";
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.ADDRESS_CLAIMED_TWICE.id(),
                who,
                Peer.of(ip),
                null,
                isGateway ? Severity.CRITICAL : Severity.HIGH,
                "",
                true,
                new Matter.Text(
                        who.name() + " (" + claimant + ") says that it has " + ip
                                + (isGateway ? ", the address of the gateway." : ".") + how + scene.name(of) + " ("
                                + owner + ")." + victim(sides.said(), scene),
                        isGateway
                                ? "Whoever has the gateway's address reads and changes what the others send to the"
                                        + " internet: that is how a man in the middle begins. At best, two devices were"
                                        + " set up with one address, and nobody reaches the internet reliably."
                                : "What is sent to the one arrives at the other: somebody may want to read along, or two"
                                        + " devices were set up with one address, and neither works reliably.",
                        "Find " + claimant + " by its port at the switch or access point. If it is a device of yours,"
                                + " give it an address of its own; let all addresses be handed out by DHCP. If not, take"
                                + " it off the network and change the passwords that were used meanwhile."));
    }

    /** By its MAC address: whose its IP address is may be what is lied about, too. */
    private static String victim(@Nullable NeighborObservation said, Scene scene) {
        if (said == null) {
            return "";
        }
        Party party = scene.identities().party(scene.plan(), said.targetMac(), IpAddress.v4(0), said.vlanIds());
        return " It said so to " + scene.name(party) + " (" + said.targetIp() + "), not to all.";
    }

    /** A lease settles whose an address is on its VLAN. */
    @Override
    public void lease(DhcpObservation message, Party client, Scene scene) {
        MacAddress mac = message.clientMac();
        IpAddress ip = message.assignedIp();
        if (message.isAcknowledgement() && mac != null && ip != null && !ip.isUnspecified()) {
            HolderKey key = new HolderKey(ip, scene.sensor());
            Holder known = scene.rows().get(Table.HOLDERS, key);
            // A sensor of before does not tell the VLAN.
            boolean isElsewhere = known != null
                    && !message.vlanIds().isEmpty()
                    && !message.vlanIds().equals(known.vlanIds());
            if (known != null && !isElsewhere && !known.mac().equals(mac)) {
                scene.rows().put(Table.HOLDERS, key, Holder.undisputed(mac, known.vlanIds(), scene.at()));
            }
        }
    }
}
