package io.curfew.policy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What a device is told by besides its addresses. Each list has the latest first and holds at most {@value #MOST}, of
 * announcements {@value #MOST_ANNOUNCEMENTS}: what was seen longest ago makes room.
 *
 * @param hostnames DHCP option 12, else the name in option 81
 * @param vendorClasses DHCP option 60
 * @param fingerprints the options that its DHCP client asks for, in their order: {@code 1,3,6,15}; those of DHCPv6
 *     after {@code 6:}
 * @param clientIds DHCP option 61 and DUIDs, in hexadecimal
 * @param announcements what it says of itself by mDNS, LLMNR and SSDP
 * @param initialTtl the initial TTL or hop limit of its packets; absent while none was told
 * @param tlsFingerprints JA4 of the TLS connections that it starts
 */
public record DeviceMarks(
        List<String> hostnames,
        List<String> vendorClasses,
        List<String> fingerprints,
        List<String> clientIds,
        List<Announced> announcements,
        @Nullable Integer initialTtl,
        List<String> tlsFingerprints) {
    /** The most entries of a list. */
    public static final int MOST = 4;
    /** The most announcements. */
    public static final int MOST_ANNOUNCEMENTS = 8;
    /** Longer texts are cut. */
    public static final int LONGEST_CHARACTERS = 128;

    /** Nothing is known. */
    public static final DeviceMarks NONE =
            new DeviceMarks(List.of(), List.of(), List.of(), List.of(), List.of(), null, List.of());

    /**
     * What a device says of itself.
     *
     * @param protocol {@code mdns}, {@code llmnr} or {@code ssdp}
     * @param name what it calls itself
     * @param service the type of service; absent when it names none
     * @param model the model that it says to be; absent when it names none
     */
    public record Announced(
            String protocol,
            String name,
            @Nullable String service,
            @Nullable String model) {
        public Announced {
            name = cut(name);
            service = service == null ? null : cut(service);
            model = model == null ? null : cut(model);
        }
    }

    public DeviceMarks {
        hostnames = List.copyOf(hostnames);
        vendorClasses = List.copyOf(vendorClasses);
        fingerprints = List.copyOf(fingerprints);
        clientIds = List.copyOf(clientIds);
        announcements = List.copyOf(announcements);
        tlsFingerprints = List.copyOf(tlsFingerprints);
    }

    public DeviceMarks withHostname(@Nullable String said) {
        return new DeviceMarks(
                with(hostnames, said),
                vendorClasses,
                fingerprints,
                clientIds,
                announcements,
                initialTtl,
                tlsFingerprints);
    }

    public DeviceMarks withVendorClass(@Nullable String said) {
        return new DeviceMarks(
                hostnames,
                with(vendorClasses, said),
                fingerprints,
                clientIds,
                announcements,
                initialTtl,
                tlsFingerprints);
    }

    public DeviceMarks withFingerprint(@Nullable String said) {
        return new DeviceMarks(
                hostnames,
                vendorClasses,
                with(fingerprints, said),
                clientIds,
                announcements,
                initialTtl,
                tlsFingerprints);
    }

    public DeviceMarks withClientId(@Nullable String said) {
        return new DeviceMarks(
                hostnames,
                vendorClasses,
                fingerprints,
                with(clientIds, said),
                announcements,
                initialTtl,
                tlsFingerprints);
    }

    public DeviceMarks withAnnouncement(Announced said) {
        if (announcements.contains(said)) {
            return this;
        }
        return new DeviceMarks(
                hostnames,
                vendorClasses,
                fingerprints,
                clientIds,
                latestFirst(announcements, said, MOST_ANNOUNCEMENTS),
                initialTtl,
                tlsFingerprints);
    }

    public DeviceMarks withInitialTtl(int seen) {
        return new DeviceMarks(hostnames, vendorClasses, fingerprints, clientIds, announcements, seen, tlsFingerprints);
    }

    public DeviceMarks withTlsFingerprint(@Nullable String seen) {
        return new DeviceMarks(
                hostnames,
                vendorClasses,
                fingerprints,
                clientIds,
                announcements,
                initialTtl,
                with(tlsFingerprints, seen));
    }

    /** The same list when it says nothing new: the order of old news does not change. */
    private static List<String> with(List<String> known, @Nullable String said) {
        if (said == null || said.isBlank()) {
            return known;
        }
        String text = cut(said);
        return known.contains(text) ? known : latestFirst(known, text, MOST);
    }

    private static <T> List<T> latestFirst(List<T> known, T latest, int most) {
        List<T> more = new ArrayList<>(most);
        more.add(latest);
        more.addAll(known.subList(0, Math.min(known.size(), most - 1)));
        return more;
    }

    private static String cut(String text) {
        return CutText.of(text, LONGEST_CHARACTERS);
    }
}
