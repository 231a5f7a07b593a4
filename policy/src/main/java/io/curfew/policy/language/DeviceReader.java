package io.curfew.policy.language;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the blocks of {@code devices}, once the sites are known. */
final class DeviceReader {
    private final Known known;
    private final Set<String> siteIds;
    /** What no second device of the site may have, and whose it is. */
    private final Map<Claim, ListedDevice> owners = new HashMap<>();

    /**
     * @param site where it counts
     * @param thing an id of a device, a MAC address or an address
     */
    private record Claim(SiteId site, Object thing) {}

    /** @param known where the devices are put */
    DeviceReader(Known known) {
        this.known = known;
        this.siteIds = known.siteIds();
    }

    void read(Block block) {
        DeviceId id = block.requiredParsed("id", DeviceId::new);
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
        claim(block, device);
        known.add(device);
        known.note(site, block);
    }

    private void claim(Block block, ListedDevice device) {
        if (owners.putIfAbsent(new Claim(device.site(), device.id()), device) != null) {
            block.mistake(
                    "id", "there are two devices \"" + device.id() + "\" at site \"" + device.site() + "\"", null);
        }
        if (device.mac() != null) {
            claim(block, "mac", device, device.mac());
        }
        device.addresses().forEach(address -> claim(block, "addresses", device, address));
    }

    private void claim(Block block, String key, ListedDevice device, Object thing) {
        ListedDevice owner = owners.putIfAbsent(new Claim(device.site(), thing), device);
        if (owner != null && !owner.equals(device)) {
            block.mistake(key, thing + " is device \"" + owner.id() + "\" already", null);
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
        if (!siteIds.contains(text)) {
            block.mistake("site", "there is no site \"" + text + "\"", block.suggestion(text, siteIds));
            return null;
        }
        return new SiteId(text);
    }
}
