package io.curfew.policy.detect;

import io.curfew.events.DhcpObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.Transport;
import io.curfew.policy.CutText;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceMarks;
import io.curfew.policy.memory.Likeness;
import io.curfew.policy.memory.Likeness.Doubt;
import io.curfew.policy.memory.Likeness.Kind;
import io.curfew.policy.memory.Likeness.Mark;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A MAC address whose other marks contradict it: another machine uses it. What contradicts is summed up to a score; one
 * contradiction alone is what an update or a new name looks like.
 */
final class MacSpoofed implements Detection {
    private static final Duration REFRESH = Duration.ofMinutes(10);
    /** Two places contradict each other when the device was at the other within this time. */
    private static final Duration AT_ONCE = Duration.ofMinutes(2);
    /** A device with several ways to begin TLS, as a computer, has one more any day. */
    private static final int FEW_WAYS = 3;

    private static final int DHCPV4 = 4;
    private static final String ZONE = "zone ";
    private static final String VLAN = "VLAN ";
    private static final String BETWEEN = ", ";

    @Override
    public void lease(DhcpObservation message, Party client, Scene scene) {
        if (message.version() != DHCPV4 || client.device() == null || isBooting(message.vendorClass())) {
            return;
        }
        Kind fingerprint = switch (message.messageType()) {
            case "discover" -> Kind.DISCOVER_FINGERPRINT;
            case "request" -> Kind.REQUEST_FINGERPRINT;
            default -> null;
        };
        if (fingerprint == null) {
            return;
        }
        Likeness known = known(client.device(), scene);
        Likeness marks = known;
        if (message.vendorClass() != null && !message.vendorClass().isEmpty()) {
            marks = seen(marks, Kind.VENDOR_CLASS, cut(message.vendorClass()), scene.at());
        }
        if (!message.parameterRequestList().isEmpty()) {
            marks = seen(marks, fingerprint, cut(message.parameterRequestList().toString()), scene.at());
        }
        if (message.hostname() != null && !message.hostname().isEmpty()) {
            marks = seen(marks, Kind.HOSTNAME, cut(message.hostname().toLowerCase(Locale.ROOT)), scene.at());
        }
        keep(client, client.device(), known, marks, scene);
    }

    /** Dozens of them are kept, of whoever says so. */
    private static String cut(String said) {
        return CutText.of(said, DeviceMarks.LONGEST_CHARACTERS);
    }

    /** Firmware that loads a system from the network asks in another way than the system. */
    private static boolean isBooting(@Nullable String vendorClass) {
        return vendorClass != null
                && (vendorClass.startsWith("PXEClient")
                        || vendorClass.startsWith("HTTPClient")
                        || vendorClass.startsWith("U-Boot"));
    }

    @Override
    public void claim(NeighborObservation claim, Party sender, Scene scene) {
        if (sender.device() == null
                || sender.mac() == null
                || sender.serves()
                || claim.senderIp().isV6()
                || claim.senderIp().isUnspecified()
                || scene.plan().isController(sender.device())) {
            return;
        }
        Likeness known = known(sender.device(), scene);
        String place = place(sender.zone(), claim.vlanIds());
        if (place.isEmpty()) {
            return;
        }
        Mark here = known.find(Kind.PLACE, place);
        if (here == null || !scene.at().isBefore(here.last().plus(AT_ONCE.dividedBy(2)))) {
            keep(sender, sender.device(), known, seen(known, Kind.PLACE, place, scene.at()), scene);
        }
    }

    /**
     * Zone and VLAN, as far as they are known. Two sensors may see one segment: that another one saw it is no place.
     */
    private static String place(@Nullable String zone, List<Integer> vlanIds) {
        List<String> parts = new ArrayList<>(2);
        if (zone != null) {
            parts.add(ZONE + zone);
        }
        if (!vlanIds.isEmpty()) {
            parts.add(VLAN + vlanIds.getLast());
        }
        return String.join(BETWEEN, parts);
    }

    /** True when the zones or the VLANs differ; what one sensor sees tagged may reach another untagged. */
    private static boolean isElsewhere(String one, String other) {
        return differs(ZONE, one, other) || differs(VLAN, one, other);
    }

    private static boolean differs(String part, String one, String other) {
        String here = part(part, one);
        String there = part(part, other);
        return here != null && there != null && !here.equals(there);
    }

    private static @Nullable String part(String part, String place) {
        for (String each : place.split(BETWEEN, -1)) {
            if (each.startsWith(part)) {
                return each;
            }
        }
        return null;
    }

    @Override
    public void flow(Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        Party by = sight.initiator().party();
        // A router counts down what it passes on: only the device's own frame tells what it began with.
        boolean isOwn = by.mac() != null && by.mac().equals(flow.initiator().mac());
        if (!sight.isFirst()
                || by.device() == null
                || by.serves()
                || !isOwn
                || flow.transport() != Transport.TCP
                || !flow.initiatorCertain()) {
            return;
        }
        String timeToLive = timeToLive(flow.initiatorTtl());
        if (timeToLive == null && flow.ja4() == null) {
            return;
        }
        Likeness known = known(by.device(), scene);
        Likeness marks = known;
        if (timeToLive != null) {
            marks = seen(marks, Kind.INITIAL_TTL, timeToLive, scene.at());
        }
        if (flow.ja4() != null) {
            marks = seen(marks, Kind.JA4, flow.ja4().toString(), scene.at());
        }
        keep(by, by.device(), known, marks, scene);
    }

    /** What systems begin with; null where the packet has come a way. */
    private static @Nullable String timeToLive(@Nullable Integer seen) {
        if (seen == null) {
            return null;
        }
        return switch (seen) {
            case 32 -> "32";
            case 64 -> "64";
            case 128 -> "128";
            case 255 -> "255";
            default -> null;
        };
    }

    private static Likeness known(DeviceId device, Scene scene) {
        Likeness known = scene.rows().get(Table.LIKENESSES, device);
        return known == null ? Likeness.none(scene.at()) : known;
    }

    private static Likeness seen(Likeness marks, Kind kind, String value, Instant at) {
        Mark same = marks.find(kind, value);
        if (same != null) {
            Duration refresh = kind == Kind.PLACE ? AT_ONCE.dividedBy(2) : REFRESH;
            return at.isBefore(same.last().plus(refresh)) ? marks : marks.with(kind, value, at);
        }
        Mark other = marks.latest(kind);
        Likeness more = marks.with(kind, value, at);
        return other == null || !contradicts(marks, kind, other, value, at)
                ? more
                : more.with(new Doubt(kind, other.value(), value, at));
    }

    private static boolean contradicts(Likeness marks, Kind kind, Mark other, String value, Instant at) {
        return switch (kind) {
            case PLACE -> at.isBefore(other.last().plus(AT_ONCE)) && isElsewhere(other.value(), value);
            case JA4 -> marks.count(kind) < FEW_WAYS;
            case VENDOR_CLASS -> !family(other.value()).equals(family(value));
            case DISCOVER_FINGERPRINT, REQUEST_FINGERPRINT, HOSTNAME, INITIAL_TTL -> true;
        };
    }

    /** The program without its version: an update changes that. */
    private static String family(String vendorClass) {
        int end = 0;
        while (end < vendorClass.length() && Character.isLetter(vendorClass.charAt(end))) {
            end++;
        }
        return vendorClass.substring(0, end);
    }

    @SuppressWarnings("ReferenceEquality") // marks to which nothing came are the same object
    private static void keep(Party party, DeviceId device, Likeness known, Likeness marks, Scene scene) {
        if (marks == known) {
            return;
        }
        Likeness kept = marks;
        if (marks.doubts().size() != known.doubts().size() || !marks.doubts().equals(known.doubts())) {
            List<Doubt> recent = recent(marks, party, scene);
            int score = score(recent);
            if (score >= scene.threshold(Threshold.MAC_SPOOFED_SCORE, party)) {
                scene.raise(SpoofText.matter(party, recent, score, scene));
                kept = marks.withTold(scene.at());
            }
        }
        scene.rows().put(Table.LIKENESSES, device, kept);
    }

    private static List<Doubt> recent(Likeness marks, Party party, Scene scene) {
        Instant from = scene.at().minusSeconds(scene.threshold(Threshold.MAC_SPOOFED_WINDOW, party));
        return marks.doubts().stream()
                .filter(doubt -> !doubt.at().isBefore(from))
                .toList();
    }

    /** Each kind counts once, a fingerprint once in whichever message; at most 100. */
    private static int score(List<Doubt> doubts) {
        Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
        for (Doubt doubt : doubts) {
            Kind kind = doubt.kind() == Kind.REQUEST_FINGERPRINT ? Kind.DISCOVER_FINGERPRINT : doubt.kind();
            weights.put(kind, kind.weight());
        }
        return Math.min(
                100, weights.values().stream().mapToInt(Integer::intValue).sum());
    }
}
