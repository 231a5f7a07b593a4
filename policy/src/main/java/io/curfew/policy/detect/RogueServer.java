package io.curfew.policy.detect;

import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Offer;
import io.curfew.policy.memory.OfferKey;
import io.curfew.policy.memory.OfferKey.Kind;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A device gives out addresses, answers for names or offers itself as router, and should not. Who should, the policy
 * says by its gateway and resolvers; where it names none that does so, whoever did in the first days.
 */
final class RogueServer implements Detection {
    private static final int DNS = 53;
    private static final Duration REFRESH = Duration.ofMinutes(10);
    /** Of routers and of resolvers, the most that an alert names. */
    private static final int MOST_NAMED = 8;

    @Override
    public void lease(DhcpObservation message, Party client, Scene scene) {
        boolean isServers = switch (message.messageType()) {
            case "offer", "ack", "nak", "advertise", "reply" -> true;
            default -> false;
        };
        if (isServers) {
            Party server = server(message, scene);
            String gives = message.dnsServers().isEmpty() && message.routers().isEmpty()
                    ? ""
                    : " It names" + text(message.routers(), "router") + text(message.dnsServers(), "resolver") + ".";
            offered(Kind.DHCP, server, "hands out addresses by DHCP." + gives, scene);
        }
    }

    /** Whose frame it is, even where that is a router: it speaks for itself. */
    private static Party server(DhcpObservation message, Scene scene) {
        Endpoint end = message.sender();
        return end.mac() == null || end.mac().isGroup()
                ? scene.identities().party(scene.plan(), end, message.vlanIds(), scene.at())
                : scene.identities().party(scene.plan(), end.mac(), end.ip(), message.vlanIds());
    }

    @Override
    public void advertisement(RouterAdvertisementObservation advertisement, Party sender, Scene scene) {
        // A border router of Thread or the like names routes of its own and offers nothing else.
        if (!advertisement.lifetime().isZero() || !advertisement.dnsServers().isEmpty()) {
            String gives = advertisement.dnsServers().isEmpty()
                    ? ""
                    : " It names" + text(advertisement.dnsServers(), "resolver") + ".";
            offered(Kind.ROUTER, sender, "offers itself as IPv6 router to everybody." + gives, scene);
        }
    }

    @Override
    public void question(DnsObservation question, Party client, Party server, Scene scene) {
        boolean isAnswered = question.responseCode() != null
                && !question.responseCode().equals(DnsObservation.ANSWER_NOT_SEEN)
                && question.server().port() == DNS;
        if (isAnswered && server.device() != null && !isLeased(client, server.ip(), scene)) {
            String name = question.questionName().value();
            offered(
                    Kind.DNS,
                    server,
                    "answers questions for names, as " + client.ip() + " asked for " + name + ".",
                    scene);
        }
    }

    /** Where the policy names no resolver, what the lease hands out is right. */
    private static boolean isLeased(Party client, IpAddress server, Scene scene) {
        if (scene.plan().hasResolvers() || client.device() == null) {
            return false;
        }
        DeviceFacts facts = scene.rows().get(Table.DEVICES, client.device());
        return facts != null && facts.leasedResolvers().contains(server);
    }

    private static void offered(Kind kind, Party server, String does, Scene scene) {
        DeviceId device = server.device();
        if (device == null || isAppointed(kind, server, device, scene)) {
            return;
        }
        OfferKey key = new OfferKey(kind, device);
        Offer known = scene.rows().get(Table.OFFERS, key);
        Instant at = scene.at();
        if (known != null && at.isBefore(known.last().plus(REFRESH))) {
            return;
        }
        boolean isHabit = !isAppointing(kind, scene) && isHabit(known, server, scene);
        if (!isHabit) {
            scene.raise(matter(kind, server, does, scene));
        }
        scene.rows().put(Table.OFFERS, key, new Offer(known == null ? at : known.first(), at, isHabit ? null : at));
    }

    /** True when it did so in the first days of the site, or was never told of since. */
    private static boolean isHabit(@Nullable Offer known, Party server, Scene scene) {
        Instant learned =
                scene.facts().firstSeen().plusSeconds(scene.threshold(Threshold.ROGUE_SERVER_LEARNING, server));
        return known == null ? scene.at().isBefore(learned) : known.told() == null;
    }

    /** True when the policy says who offers this. */
    private static boolean isAppointing(Kind kind, Scene scene) {
        return switch (kind) {
            case DNS -> scene.plan().hasResolvers();
            case DHCP, ROUTER -> scene.plan().hasGateway();
        };
    }

    /** The gateway and the resolvers, by any of their addresses. */
    private static boolean isAppointed(Kind kind, Party server, DeviceId device, Scene scene) {
        boolean serves = kind == Kind.DNS
                ? scene.plan().isResolver(server.ip()) || scene.plan().isGateway(server.ip())
                : scene.plan().isServer(server.ip());
        if (serves || scene.plan().isGateway(device)) {
            return true;
        }
        MacAddress mac = server.mac();
        if (server.listed() == null && mac != null) {
            // An attacker may claim the gateway's address: only whoever has had it counts.
            return scene.identities().holdsAppointed(scene.plan(), mac);
        }
        DeviceFacts facts = scene.rows().get(Table.DEVICES, device);
        return facts != null && facts.addresses().stream().anyMatch(scene.plan()::isServer);
    }

    /**
     * True when the policy has whoever was told of do so.
     *
     * @param service what its alert says that it offered
     */
    static boolean isAppointed(@Nullable String service, Party server, Scene scene) {
        DeviceId device = server.device();
        for (Kind kind : Kind.values()) {
            if (service(kind).equals(service)) {
                return device != null && isAppointed(kind, server, device, scene);
            }
        }
        return false;
    }

    private static String service(Kind kind) {
        return switch (kind) {
            case DHCP -> "dhcp";
            case DNS -> "dns";
            case ROUTER -> "router advertisement";
        };
    }

    private static Matter matter(Kind kind, Party server, String does, Scene scene) {
        Matter.Who who = scene.who(server);
        String rest = isAppointing(kind, scene)
                ? " The policy names others for that."
                : " It was not seen to do so before, " + scene.siteCoverage().text("this site was watched") + ".";
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.ROGUE_SERVER.id(),
                who,
                null,
                service(kind),
                isAppointing(kind, scene) ? Severity.HIGH : Severity.MEDIUM,
                "",
                true,
                new Matter.Text(
                        who.name() + " (" + (server.mac() == null ? server.ip() : server.mac()) + ") " + does + rest,
                        switch (kind) {
                            case DHCP ->
                                "Whoever hands out addresses says which gateway and which resolver the others use: it can"
                                        + " send all of their traffic through itself.";
                            case DNS ->
                                "Whoever answers for names sends the others where it likes, and sees what they look for.";
                            case ROUTER ->
                                "Devices use IPv6 first where they can: whoever offers itself as router gets their"
                                        + " traffic, past the firewall of the real one.";
                        },
                        "Find it by its MAC address at the switch or access point and turn the service off there: often it"
                                + " is a second router or a repeater set up wrongly. If it shall do this, name it in the"
                                + " policy as gateway or resolver. Switches can keep others from it (DHCP snooping, RA"
                                + " guard)."));
    }

    private static String text(List<IpAddress> addresses, String what) {
        if (addresses.isEmpty()) {
            return "";
        }
        String listed = String.join(
                ", ",
                addresses.stream().limit(MOST_NAMED).map(IpAddress::toString).toList());
        int more = addresses.size() - MOST_NAMED;
        return " " + what + " " + listed + (more > 0 ? " and " + more + " more" : "");
    }
}
