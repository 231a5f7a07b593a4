package io.curfew.policy.dossier;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.Transport;
import io.curfew.policy.CutText;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceMarks;
import io.curfew.policy.memory.MarkBearers;
import io.curfew.policy.memory.MarkKey;
import io.curfew.policy.memory.Marks;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Keeps what each device is told by, and who bears a mark that few devices share. A mark is written down once. */
final class MarkBook {
    private final Rows rows;
    private final BiConsumer<DeviceId, Instant> sharing;

    /** @param sharing hears of the devices with which another one turns out to share a mark, and when */
    MarkBook(Rows rows, BiConsumer<DeviceId, Instant> sharing) {
        this.rows = rows;
        this.sharing = sharing;
    }

    Marks marks(DeviceId device) {
        Marks known = rows.get(Table.MARKS, device);
        return known == null ? Marks.none(Instant.EPOCH) : known;
    }

    /** True when something was new. */
    boolean lease(DeviceId device, DhcpObservation dhcp) {
        DeviceMarks known = marks(device).marks();
        String hostname = dhcp.hostname() == null ? dhcp.fqdn() : dhcp.hostname();
        DeviceMarks said = known.withHostname(hostname)
                .withVendorClass(dhcp.vendorClass())
                .withFingerprint(fingerprint(dhcp))
                .withClientId(dhcp.clientId());
        if (!keep(device, known, said, dhcp.at())) {
            return false;
        }
        bear(MarkKey.Kind.HOSTNAME, hostname, device, dhcp.at());
        bear(MarkKey.Kind.CLIENT_ID, dhcp.clientId(), device, dhcp.at());
        return true;
    }

    private static @Nullable String fingerprint(DhcpObservation dhcp) {
        List<Integer> options = dhcp.parameterRequestList();
        if (options.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder(dhcp.version() == 4 ? "" : "6:");
        for (int index = 0; index < options.size(); index++) {
            text.append(index == 0 ? "" : ",").append(options.get(index));
        }
        return text.toString();
    }

    /** True when something was new. */
    boolean announcement(DeviceId device, AnnouncementObservation announcement) {
        DeviceMarks known = marks(device).marks();
        DeviceMarks said = known.withAnnouncement(new DeviceMarks.Announced(
                announcement.protocol(), announcement.name(), announcement.service(), announcement.model()));
        if (!keep(device, known, said, announcement.at())) {
            return false;
        }
        bear(MarkKey.Kind.ANNOUNCED, announcement.name(), device, announcement.at());
        return true;
    }

    /** True when something was new. The TTL of TCP tells the system; other protocols have their own. */
    boolean habits(DeviceId device, FlowObservation flow) {
        DeviceMarks known = marks(device).marks();
        Integer ttl = flow.transport() == Transport.TCP && flow.initiatorCertain() ? flow.initiatorTtl() : null;
        Integer initial = ttl == null ? null : initialTtl(ttl);
        String tls = flow.ja4() == null ? null : flow.ja4().text();
        boolean isNew = (initial != null && !initial.equals(known.initialTtl()))
                || (tls != null && !known.tlsFingerprints().contains(tls));
        if (!isNew) {
            return false;
        }
        DeviceMarks seen = known.withTlsFingerprint(tls);
        return keep(device, known, initial == null ? seen : seen.withInitialTtl(initial), flow.at());
    }

    /** What a packet began with, going by how much it has left: systems begin with one of few numbers. */
    private static int initialTtl(int ttl) {
        return ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
    }

    /** True when the device was not there before. */
    boolean zone(DeviceId device, @Nullable String zone, Instant at) {
        Marks known = marks(device);
        if (zone == null
                || (!known.zones().isEmpty() && known.zones().getFirst().equals(zone))) {
            return false;
        }
        rows.put(Table.MARKS, device, known.inZone(zone, at));
        return true;
    }

    private boolean keep(DeviceId device, DeviceMarks known, DeviceMarks said, Instant at) {
        if (said.equals(known)) {
            return false;
        }
        rows.put(Table.MARKS, device, marks(device).with(said, at));
        return true;
    }

    private void bear(MarkKey.Kind kind, @Nullable String text, DeviceId device, Instant at) {
        if (text == null || text.isBlank()) {
            return;
        }
        MarkKey key = key(kind, text);
        MarkBearers stored = rows.get(Table.MARK_BEARERS, key);
        MarkBearers known = stored == null ? new MarkBearers(List.of(), at) : stored;
        if (!known.devices().contains(device)) {
            rows.put(Table.MARK_BEARERS, key, known.with(device, at));
            known.devices().forEach(other -> sharing.accept(other, at));
        }
    }

    private static MarkKey key(MarkKey.Kind kind, String text) {
        return new MarkKey(
                kind, CutText.of(text, DeviceMarks.LONGEST_CHARACTERS).toLowerCase(Locale.ROOT));
    }

    /** Who bears a mark, the latest first. */
    List<DeviceId> bearers(MarkKey.Kind kind, String text) {
        MarkBearers known = rows.get(Table.MARK_BEARERS, key(kind, text));
        return known == null ? List.of() : known.devices();
    }
}
