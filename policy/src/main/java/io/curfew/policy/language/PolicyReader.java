package io.curfew.policy.language;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads policy texts. */
public final class PolicyReader {
    private static final String VERSION = "1";

    private final Map<String, String> texts;
    private final GivenFiles files;
    private final Mistakes mistakes = new Mistakes();
    private final Mistakes warnings = new Mistakes();
    private final Known known = new Known();
    private final List<Block> documents = new ArrayList<>();
    private final SubjectReader subjects = new SubjectReader(known, mistakes);

    private PolicyReader(Map<String, String> texts, GivenFiles files) {
        this.texts = new TreeMap<>(texts);
        this.files = files;
    }

    /**
     * Reads one policy out of one text or several.
     *
     * @param version the version that the policy gets
     * @param texts texts by file name: names that end in {@code .yaml} or {@code .yml} are policy documents that are
     *     put together, all others are files that documents refer to
     */
    public static PolicyReading read(long version, Map<String, String> texts) {
        Map<String, String> documents = new TreeMap<>();
        Map<String, GivenFile> files = new TreeMap<>();
        texts.forEach((file, text) -> {
            if (isDocument(file)) {
                documents.put(file, text);
            } else {
                files.put(file, GivenFile.of(text));
            }
        });
        return read(version, documents, new GivenFiles(files));
    }

    /**
     * Reads one policy out of one document or several.
     *
     * @param version the version that the policy gets
     * @param documents texts by file name, which are put together
     * @param files what the documents may refer to: lists, MUD files, databases of places
     */
    public static PolicyReading read(long version, Map<String, String> documents, GivenFiles files) {
        return new PolicyReader(documents, files).read(version);
    }

    private static boolean isDocument(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    private PolicyReading read(long version) {
        texts.forEach(this::compose);
        if (documents.isEmpty() && mistakes.isEmpty()) {
            String file =
                    texts.isEmpty() ? "policy.yaml" : texts.keySet().iterator().next();
            mistakes.add(file, Optional.empty(), "there is no policy here: it starts with \"curfew: 1\"", null);
        }
        each("lists", Shape.LIST, this::list);
        each("places", Shape.PLACES, this::places);
        Map<SiteId, Block> siteBlocks = sites();
        each("devices", Shape.DEVICE, this::device);
        siteBlocks.forEach(this::controllers);
        RuleReader rules = new RuleReader(known, subjects, files, mistakes, warnings);
        siteBlocks.forEach(rules::readOfSite);
        each("rules", Shape.RULE, rules::read);
        rules.finish();
        TuningReader tunings = new TuningReader(subjects, mistakes);
        each("detections", Shape.TUNING, tunings::read);
        if (!mistakes.isEmpty()) {
            return new PolicyReading.Refused(mistakes.inOrder());
        }
        List<WrittenRule> written = rules.rules();
        Policy policy = new Policy(
                version,
                List.copyOf(known.sites.values()),
                known.devices,
                written.stream().map(WrittenRule::rule).toList(),
                tunings.read(),
                new GivenPlaces(known.countries.database(), known.networks.database()));
        Doubts.note(policy, written, documents, warnings);
        return new PolicyReading.Accepted(
                policy,
                warnings.inOrder(),
                written.stream().flatMap(rule -> rule.endings().stream()).toList());
    }

    private void compose(String file, String text) {
        MappingNode root = Documents.compose(file, text, mistakes);
        if (root == null) {
            return;
        }
        Block document = new Block(file, root, Shape.DOCUMENT, mistakes);
        String language = document.requiredText("curfew");
        if (language != null && !language.equals(VERSION)) {
            document.mistake("curfew", "this reader knows version 1 of the language, was \"" + language + "\"", null);
        }
        documents.add(document);
    }

    private interface BlockReader {
        void read(Block block);
    }

    private void each(String key, Shape shape, BlockReader reader) {
        for (Block document : documents) {
            for (Node item : document.items(key)) {
                Block block = new Block(document.file(), item, shape, mistakes);
                if (block.isMapping()) {
                    reader.read(block);
                }
            }
        }
    }

    private void list(Block block) {
        String id = block.requiredText("id");
        String file = block.requiredText("file");
        ListReader.Format format = block.choice("format", ListReader.Format.class, ListReader.Format.DOMAINS);
        if (id == null || file == null) {
            return;
        }
        NameList list = list(block, id, file, format);
        if (known.lists.putIfAbsent(id, list) != null) {
            block.mistake("id", "there are two lists \"" + id + "\"", null);
        }
    }

    private NameList list(Block block, String id, String file, ListReader.Format format) {
        GivenFile given = files.file(file);
        if (given == null) {
            block.mistake("file", "there is no list file \"" + file + "\"", Suggestion.of(file, files.names()));
            return new NameList(id, List.of());
        }
        try {
            NameList list = given.list(id, format);
            if (list.skipped() > 0 || list.size() == 0) {
                warnings.add(
                        block.file(),
                        block.place("file"),
                        "names read: " + list.size() + ", lines left out that speak of no name as a whole: "
                                + list.skipped());
            }
            return list;
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            block.mistake("file", String.valueOf(unusable.getMessage()), null);
            return new NameList(id, List.of());
        }
    }

    private void places(Block block) {
        known.countries = places(block, "country", known.countries);
        known.networks = places(block, "asn", known.networks);
    }

    /** A database that is not there is no mistake: it may come later. */
    private Known.Places places(Block block, String key, Known.Places before) {
        String file = block.text(key);
        if (file == null) {
            return before;
        }
        if (before.database() != null) {
            block.mistake(key, "there are two databases for \"" + key + "\"", null);
        }
        GivenFile given = files.file(file);
        if (given == null) {
            return new Known.Places(null, "there is no file \"" + file + "\"");
        }
        try {
            return new Known.Places(given.places(), "");
        } catch (IllegalArgumentException unusable) {
            block.mistake(key, String.valueOf(unusable.getMessage()), null);
            return new Known.Places(null, "the file \"" + file + "\" cannot be used");
        }
    }

    private Map<SiteId, Block> sites() {
        Map<SiteId, Block> blocks = new LinkedHashMap<>();
        each("sites", Shape.SITE, block -> {
            block.requiredText("id");
            SiteId id = block.parsed("id", SiteId::new);
            Site site = site(block, id == null ? new SiteId("unknown") : id);
            if (id == null) {
                return;
            }
            if (known.sites.putIfAbsent(id, site) != null) {
                block.mistake("id", "there are two sites \"" + id + "\"", null);
            } else {
                blocks.put(id, block);
            }
        });
        if (known.sites.isEmpty() && !documents.isEmpty() && mistakes.isEmpty()) {
            documents.getFirst().mistake("sites", "a policy needs at least one site", null);
        }
        return blocks;
    }

    private Site site(Block block, SiteId id) {
        String name = block.text("name");
        return new Site(
                id,
                name == null ? id.value() : name,
                block.parsedList("resolvers", IpAddress::parse),
                block.parsedList("timeServers", PolicyReader::timeServer),
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
            id = block.parsed("id", PolicyReader::plainId);
            List<Subnet> subnets = block.parsedList("subnets", Subnet::parse);
            List<Integer> vlans = block.parsedList("vlans", PolicyReader::vlan);
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

    static String plainId(String text) {
        return new DeviceId(text).value();
    }

    private static int vlan(String text) {
        int id = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (id < 1 || id > 4_094) {
            throw new IllegalArgumentException("a VLAN id is a number from 1 to 4094, was \"" + text + "\"");
        }
        return id;
    }

    private void device(Block block) {
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

    /** Devices refer to sites and sites to devices: these are the references back. */
    private void controllers(SiteId id, Block block) {
        Site site = known.sites.get(id);
        if (site == null) {
            return;
        }
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
                        item, "\"" + text + "\" is no address and no device of the site", Suggestion.of(text, ids));
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
