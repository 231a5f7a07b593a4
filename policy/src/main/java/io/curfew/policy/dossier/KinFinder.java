package io.curfew.policy.dossier;

import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceKin;
import io.curfew.policy.DeviceMarks;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.memory.Binding;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.MarkKey;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds devices that are probably the same one under another MAC address, or known by their address alone, at most
 * {@value #MOST}. Of two MAC addresses one is randomised; they share a mark of their own (DHCP client id, host name,
 * announced name); their DHCP fingerprints do not differ, and they were not there at the same time, unless they share
 * two such marks.
 */
final class KinFinder {
    private static final int MOST = 4;
    private static final Duration OVERLAP = Duration.ofMinutes(1);
    private static final int SHORTEST_NAME = 4;
    /** Host names that many devices have as they come from the factory or the system: they tell nobody apart. */
    private static final Set<String> COMMON_NAMES = Set.of(
            "android",
            "computer",
            "device",
            "espressif",
            "ipad",
            "iphone",
            "localhost",
            "macbook",
            "openwrt",
            "raspberrypi",
            "unknown",
            "watch");

    private final Rows rows;
    private final MarkBook marks;

    KinFinder(Rows rows, MarkBook marks) {
        this.rows = rows;
        this.marks = marks;
    }

    /** @param facts those of {@code device} */
    List<DeviceKin> of(SitePlan plan, DeviceId device, DeviceFacts facts, Function<DeviceId, String> names) {
        List<DeviceKin> kin = byAddress(plan, facts, names);
        Bearer own = bearer(device, facts);
        Set<DeviceId> candidates = new LinkedHashSet<>();
        own.marks().clientIds().forEach(id -> candidates.addAll(marks.bearers(MarkKey.Kind.CLIENT_ID, id)));
        own.marks().hostnames().forEach(name -> candidates.addAll(marks.bearers(MarkKey.Kind.HOSTNAME, name)));
        own.marks()
                .announcements()
                .forEach(said -> candidates.addAll(marks.bearers(MarkKey.Kind.ANNOUNCED, said.name())));
        candidates.remove(device);
        for (DeviceId candidate : candidates) {
            DeviceFacts other = rows.get(Table.DEVICES, candidate);
            if (other == null || kin.size() == MOST || !(isRandomised(facts) || isRandomised(other))) {
                continue;
            }
            List<String> reasons = reasons(own, bearer(candidate, other));
            if (!reasons.isEmpty()) {
                kin.add(new DeviceKin(candidate, names.apply(candidate), reasons));
            }
        }
        return kin;
    }

    /** A log without MAC addresses tells of a device before anything says whose its address is. */
    private List<DeviceKin> byAddress(SitePlan plan, DeviceFacts facts, Function<DeviceId, String> names) {
        List<DeviceKin> kin = new ArrayList<>(MOST);
        for (IpAddress address : facts.addresses()) {
            DeviceId other = facts.mac() == null ? owner(plan, address) : DeviceId.of(address);
            if (kin.size() < MOST && other != null && rows.get(Table.DEVICES, other) != null) {
                String reason = facts.mac() == null ? address + " is its address" : "seen by the address " + address;
                kin.add(new DeviceKin(other, names.apply(other), List.of(reason)));
            }
        }
        return kin;
    }

    private @Nullable DeviceId owner(SitePlan plan, IpAddress address) {
        Binding binding = rows.get(Table.BINDINGS, address);
        if (binding == null) {
            return null;
        }
        ListedDevice listed = plan.listed(binding.mac());
        return listed == null ? DeviceId.of(binding.mac()) : listed.id();
    }

    private static boolean isRandomised(DeviceFacts facts) {
        return facts.mac() != null && facts.mac().isRandomised();
    }

    private Bearer bearer(DeviceId device, DeviceFacts facts) {
        Instant seen = rows.get(Table.SEEN, device);
        return new Bearer(marks.marks(device).marks(), facts.firstSeen(), seen == null ? facts.changed() : seen);
    }

    /** A device by its marks, and when it was there. */
    private record Bearer(DeviceMarks marks, Instant firstSeen, Instant lastSeen) {
        boolean wasThereWith(Bearer other) {
            return firstSeen.isBefore(other.lastSeen.minus(OVERLAP))
                    && other.firstSeen.isBefore(lastSeen.minus(OVERLAP));
        }
    }

    /** None when they are rather two devices. */
    private static List<String> reasons(Bearer one, Bearer another) {
        DeviceMarks own = one.marks();
        DeviceMarks others = another.marks();
        List<String> reasons = new ArrayList<>();
        addShared("the same DHCP client id", own.clientIds(), others.clientIds(), reasons);
        addShared("the same host name", telling(own.hostnames()), telling(others.hostnames()), reasons);
        addShared("the same announced name", announced(own), announced(others), reasons);
        boolean wereThereTogether = one.wasThereWith(another);
        boolean differ = !own.fingerprints().isEmpty()
                && !others.fingerprints().isEmpty()
                && Collections.disjoint(own.fingerprints(), others.fingerprints());
        if (reasons.isEmpty() || (reasons.size() == 1 && (wereThereTogether || differ))) {
            return List.of();
        }
        addShared("the same DHCP fingerprint", own.fingerprints(), others.fingerprints(), reasons);
        addShared("the same vendor class", own.vendorClasses(), others.vendorClasses(), reasons);
        addShared("the same TLS fingerprint", own.tlsFingerprints(), others.tlsFingerprints(), reasons);
        if (!wereThereTogether) {
            reasons.add("never seen at the same time");
        }
        return reasons;
    }

    private static List<String> telling(List<String> names) {
        List<String> telling = new ArrayList<>(names.size());
        for (String name : names) {
            if (isTelling(name)) {
                telling.add(name);
            }
        }
        return telling;
    }

    private static List<String> announced(DeviceMarks marks) {
        List<String> names = new ArrayList<>(marks.announcements().size());
        for (DeviceMarks.Announced announced : marks.announcements()) {
            if (!names.contains(announced.name())) {
                names.add(announced.name());
            }
        }
        return telling(names);
    }

    private static boolean isTelling(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replace(".local", "");
        return bare.length() >= SHORTEST_NAME && !COMMON_NAMES.contains(bare);
    }

    private static void addShared(String what, List<String> own, List<String> others, List<String> reasons) {
        for (String mark : own) {
            for (String other : others) {
                if (mark.equalsIgnoreCase(other)) {
                    reasons.add(what + " (" + mark + ")");
                    return;
                }
            }
        }
    }
}
