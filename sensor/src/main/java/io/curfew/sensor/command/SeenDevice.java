package io.curfew.sensor.command;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.IpAddress;
import io.curfew.sensor.imports.log.LoggedText;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.TreeSet;

/** What a capture shows of one device. Keeps at most {@value #MOST_ADDRESSES} addresses. */
final class SeenDevice {
    static final Comparator<SeenDevice> BUSIEST_FIRST =
            Comparator.comparingLong(SeenDevice::flows).reversed();

    private static final int MOST_ADDRESSES = 4;

    private final TreeSet<IpAddress> addresses = new TreeSet<>();
    private boolean hasMore;
    private long flows;
    private @Nullable String hostname;
    private @Nullable String vendorClass;
    private @Nullable String model;

    /** Takes what is said about a device for which there is no room. */
    static SeenDevice forgotten() {
        return new SeenDevice();
    }

    void talks(IpAddress address) {
        flows++;
        uses(address);
    }

    void uses(IpAddress address) {
        if (address.isUnspecified() || addresses.contains(address)) {
            return;
        }
        if (addresses.size() < MOST_ADDRESSES) {
            addresses.add(address);
        } else {
            hasMore = true;
        }
    }

    void tell(DhcpObservation dhcp) {
        if (dhcp.hostname() != null) {
            hostname = dhcp.hostname();
        } else if (hostname == null) {
            hostname = dhcp.fqdn();
        }
        vendorClass = dhcp.vendorClass() == null ? vendorClass : dhcp.vendorClass();
    }

    void tell(AnnouncementObservation announcement) {
        // SSDP's SERVER names libraries before the product: what DNS-SD says is better.
        if (announcement.model() != null
                && (model == null || !announcement.protocol().equals("ssdp"))) {
            model = announcement.model();
        }
    }

    long flows() {
        return flows;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        addresses.forEach(address -> text.append(text.isEmpty() ? "" : ", ").append(address));
        text.append(hasMore ? ", …" : "");
        // They are the devices' to choose, and go to a terminal.
        text.append(hostname == null ? "" : "  " + LoggedText.of(hostname));
        text.append(model == null ? "" : "  " + LoggedText.of(model));
        text.append(vendorClass == null ? "" : "  (" + LoggedText.of(vendorClass) + ")");
        return text.toString();
    }
}
