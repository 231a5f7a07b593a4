package io.curfew.policy.language;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Reads the blocks of {@code devices}, once the sites are known. */
final class DeviceReader {
    private final Known known;

    /** @param known where the devices are put */
    DeviceReader(Known known) {
        this.known = known;
    }

    void read(Block block) {
        block.requiredText("id");
        DeviceId id = block.parsed("id", DeviceId::new);
        SiteId site = siteOf(block);
        MacAddress mac = block.parsed("mac", MacAddress::parse);
        List<IpAddress> addresses = block.parsedList("addresses", IpAddress::parse);
        List<String> tags = block.parsedList("tags", PolicyReader::plainId);
        String name = block.text("name");
        if (!block.has("mac") && !block.has("addresses")) {
            block.mistake(block.node(), "a device needs \"mac\" or \"addresses\"", null);
        }
        if (id == null || site == null || (mac == null && addresses.isEmpty())) {
            return;
        }
        ListedDevice device = new ListedDevice(id, site, mac, addresses, name == null ? id.value() : name, tags);
        for (ListedDevice other : known.devices) {
            if (other.site().equals(site)) {
                noteClashes(block, device, other);
            }
        }
        known.devices.add(device);
    }

    private static void noteClashes(Block block, ListedDevice device, ListedDevice other) {
        if (other.id().equals(device.id())) {
            block.mistake(
                    "id", "there are two devices \"" + device.id() + "\" at site \"" + device.site() + "\"", null);
        }
        if (device.mac() != null && device.mac().equals(other.mac())) {
            block.mistake("mac", device.mac() + " is device \"" + other.id() + "\" already", null);
        }
        for (IpAddress address : device.addresses()) {
            if (other.addresses().contains(address)) {
                block.mistake("addresses", address + " is device \"" + other.id() + "\" already", null);
            }
        }
    }

    private @Nullable SiteId siteOf(Block block) {
        if (!block.has("site") && known.sites.size() == 1) {
            return known.sites.keySet().iterator().next();
        }
        String text = block.requiredText("site");
        if (text == null) {
            return null;
        }
        if (!known.siteIds().contains(text)) {
            block.mistake("site", "there is no site \"" + text + "\"", Suggestion.of(text, known.siteIds()));
            return null;
        }
        return new SiteId(text);
    }
}
