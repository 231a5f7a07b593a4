package io.curfew.policy.language;

import io.curfew.events.IpAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the blocks of {@code sites}, one after the other, then what they say of devices. */
final class SiteReader {
    private final Known known;
    private final Mistakes mistakes;
    private final Map<SiteId, Block> blocks = new LinkedHashMap<>();

    /** @param known where the sites are put */
    SiteReader(Known known, Mistakes mistakes) {
        this.known = known;
        this.mistakes = mistakes;
    }

    void read(Block block) {
        SiteId id = block.requiredParsed("id", SiteId::new);
        Site site = site(block, id == null ? new SiteId("unknown") : id);
        if (id == null) {
            return;
        }
        if (known.sites.putIfAbsent(id, site) != null) {
            block.mistake("id", "there are two sites \"" + id + "\"", null);
        } else {
            blocks.put(id, block);
            known.note(id, block);
        }
    }

    /** Devices refer to sites and sites to devices: this reads the references back, once the devices are known. */
    void finish() {
        blocks.forEach(this::refer);
    }

    /** Where each site stands, in their order. */
    Map<SiteId, Block> blocks() {
        return Collections.unmodifiableMap(blocks);
    }

    private Site site(Block block, SiteId id) {
        String name = block.text("name");
        return new Site(
                id,
                name == null ? id.value() : name,
                block.parsedList("resolvers", IpAddress::parse),
                block.parsedList("timeServers", SiteReader::timeServer),
                List.of(),
                List.of(),
                null,
                zones(block),
                timeZone(block));
    }

    /** By its name: an offset would be wrong for half of the year. */
    private static @Nullable ZoneId timeZone(Block block) {
        return block.parsed("timeZone", text -> {
            Set<String> names = ZoneId.getAvailableZoneIds();
            if (names.contains(text)) {
                return ZoneId.of(text);
            }
            block.mistake("timeZone", "there is no time zone \"" + text + "\"", timeZoneMeant(text, names));
            return null;
        });
    }

    private static String timeZoneMeant(String text, Set<String> names) {
        String meant = Suggestion.of(text, new TreeSet<>(names));
        return meant == null ? "write it like \"Europe/Lisbon\"" : meant;
    }

    private static Site.TimeServer timeServer(String text) {
        boolean address = text.indexOf(':') >= 0
                || text.chars().allMatch(character -> character == '.' || (character >= '0' && character <= '9'));
        return address
                ? new Site.TimeServer.At(IpAddress.parse(text))
                : new Site.TimeServer.Called(NamePattern.parse(text));
    }

    private List<Site.Zone> zones(Block siteBlock) {
        List<Site.Zone> zones = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Map<Object, String> owners = new HashMap<>();
        for (Node item : siteBlock.items("zones")) {
            Block block = new Block(siteBlock.file(), item, Shape.ZONE, mistakes);
            String id = block.isMapping() ? block.requiredText("id") : null;
            if (id == null) {
                continue;
            }
            id = block.parsed("id", PolicyReader::zoneId);
            List<Subnet> subnets = block.parsedList("subnets", Subnet::parse);
            List<Integer> vlans = block.parsedList("vlans", SiteReader::vlan);
            Site.Detail detail = block.choice("detail", Site.Detail.class, Site.Detail.FULL);
            if (!block.has("subnets") && !block.has("vlans")) {
                block.mistake(item, "a zone needs \"subnets\" or \"vlans\"", null);
            }
            if (id == null) {
                continue;
            }
            if (!ids.add(id)) {
                block.mistake("id", "there are two zones \"" + id + "\" at this site", null);
            }
            claim(block, "subnets", subnets, id, owners);
            claim(block, "vlans", vlans, id, owners);
            zones.add(new Site.Zone(id, subnets, vlans, detail));
        }
        return zones;
    }

    private static void claim(Block block, String key, List<?> things, String zone, Map<Object, String> owners) {
        for (Object thing : things) {
            String owner = owners.putIfAbsent(thing, zone);
            if (owner != null) {
                block.mistake(key, thing + " belongs to zone \"" + owner + "\" already", null);
            }
        }
    }

    private static int vlan(String text) {
        int id = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (id < 1 || id > 4_094) {
            throw new IllegalArgumentException("a VLAN id is a number from 1 to 4094, was \"" + text + "\"");
        }
        return id;
    }

    private void refer(SiteId id, Block block) {
        Site site = Objects.requireNonNull(known.sites.get(id), "each block was read");
        Set<String> ids = known.deviceIds(List.of(id));
        List<DeviceId> controllers = SelectorReader.references(block, "controllers", "device", ids).stream()
                .map(DeviceId::new)
                .toList();
        DeviceId gatewayDevice = null;
        List<IpAddress> gateway = new ArrayList<>();
        for (Node item : block.items("gateway")) {
            String text = block.parsed(item, "gateway", Function.identity());
            if (text != null && ids.contains(text)) {
                gatewayDevice = new DeviceId(text);
            } else if (text != null && (text.indexOf('.') >= 0 || text.indexOf(':') >= 0)) {
                IpAddress address = block.parsed(item, "gateway", IpAddress::parse);
                if (address != null) {
                    gateway.add(address);
                }
            } else if (text != null) {
                block.mistake(
                        item, "\"" + text + "\" is no address and no device of the site", block.suggestion(text, ids));
            }
        }
        known.sites.put(
                id,
                new Site(
                        id,
                        site.name(),
                        site.resolvers(),
                        site.timeServers(),
                        controllers,
                        gateway,
                        gatewayDevice,
                        site.zones(),
                        site.timeZone()));
    }
}
