package io.curfew.policy.language;

import io.curfew.events.IpAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.threshold.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Notes parts of a policy that nothing refers to or speaks of, and what stands in a list twice. */
final class PartDoubts {
    private final Policy policy;
    private final Mistakes warnings;
    private final Set<String> zones = new HashSet<>();
    private final Set<String> lists = new HashSet<>();
    private final Map<DeviceAt, ListedDevice> devices = new HashMap<>();
    private final Set<Node> walked = Collections.newSetFromMap(new IdentityHashMap<>());

    private record DeviceAt(SiteId site, DeviceId device) {}

    PartDoubts(Policy policy, Mistakes warnings) {
        this.policy = policy;
        this.warnings = warnings;
        for (Rule rule : policy.rules()) {
            zones.addAll(rule.subject().zones());
            rule.allow().forEach(this::refer);
            rule.deny().forEach(this::refer);
        }
        policy.devices().forEach(device -> devices.put(new DeviceAt(device.site(), device.id()), device));
        policy.tunings().forEach(tuning -> zones.addAll(tuning.subject().zones()));
    }

    private void refer(Entry entry) {
        entry.others().forEach(this::refer);
        entry.names().forEach(this::refer);
    }

    private void refer(Selector selector) {
        switch (selector) {
            case Selector.InZone inZone -> zones.add(inZone.zone());
            case Selector.OnList onList -> lists.add(onList.list().id());
            case Selector.Not not -> not.others().forEach(this::refer);
            case Selector.All all -> all.each().forEach(this::refer);
            case Selector.Resolvers _,
                    Selector.TimeServers _,
                    Selector.Controllers _,
                    Selector.Gateway _,
                    Selector.Internet _,
                    Selector.OfDevice _,
                    Selector.Tagged _,
                    Selector.InSubnet _,
                    Selector.Named _,
                    Selector.InCountry _,
                    Selector.InNetwork _,
                    Selector.Local _,
                    Selector.MadeBy _,
                    Selector.OfModel _ -> {}
        }
    }

    void note(List<Block> documents) {
        for (Block document : documents) {
            noteRepeated(document.file(), document.node());
            for (Node item : document.items("lists")) {
                noteList(block(document, item, Shape.LIST));
            }
            for (Node item : document.items("devices")) {
                noteDevice(block(document, item, Shape.DEVICE));
            }
            for (Node item : document.items("sites")) {
                noteZones(block(document, item, Shape.SITE));
            }
            for (Node item : document.items("detections")) {
                noteTuning(block(document, item, Shape.TUNING));
            }
        }
    }

    /** Its mistakes were noted when it was read. */
    private static Block block(Block document, Node item, Shape shape) {
        return new Block(document.file(), item, shape, new Mistakes());
    }

    private void noteRepeated(String file, Node node) {
        if (!walked.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            Set<String> values = new HashSet<>();
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar && !values.add(scalar.getValue())) {
                    warnings.add(file, item, "\"" + scalar.getValue() + "\" stands here twice");
                }
                noteRepeated(file, item);
            }
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                noteRepeated(file, tuple.getValueNode());
            }
        }
    }

    private void noteList(Block block) {
        if (!lists.contains(block.text("id"))) {
            warnings.add(block.file(), block.place("id"), "no rule refers to this list");
        }
    }

    private void noteZones(Block block) {
        Site site = site(block, "id");
        boolean isWhole = policy.rules().stream()
                .anyMatch(rule ->
                        rule.subject().zones().isEmpty() && !rule.subject().singlesOut() && rule.holdsAt(site.id()));
        if (isWhole || policy.rules().stream().noneMatch(rule -> rule.holdsAt(site.id()))) {
            return;
        }
        for (Node item : block.items("zones")) {
            Block zone = block(block, item, Shape.ZONE);
            if (!zone.has("detail") && !zones.contains(zone.text("id")) && !holdsServer(zone, site)) {
                warnings.add(
                        zone.file(),
                        zone.place("id"),
                        "nothing speaks of this zone: what its devices do is shown and never told");
            }
        }
    }

    /** Where a controller stands that is known by its address, nobody else may be meant. */
    private boolean holdsServer(Block zone, Site site) {
        List<Subnet> subnets = zone.parsedList("subnets", Subnet::parse);
        return policy.devices(site.id()).stream()
                .filter(device -> site.controllers().contains(device.id()))
                .flatMap(device -> device.addresses().stream())
                .anyMatch(address -> subnets.stream().anyMatch(subnet -> subnet.contains(address)));
    }

    /** A device that is known by its addresses alone belongs to the zone that holds them. */
    private void noteDevice(Block block) {
        Site site = block.has("site") ? site(block, "site") : policy.sites().getFirst();
        DeviceId id = new DeviceId(Objects.requireNonNull(block.text("id"), "it was read"));
        ListedDevice device = Objects.requireNonNull(devices.get(new DeviceAt(site.id(), id)), "it was read");
        boolean isServer =
                site.controllers().contains(device.id()) || device.id().equals(site.gatewayDevice());
        if (device.mac() != null && device.mac().isGroup()) {
            warnings.add(block.file(), block.place("mac"), "this is the address of a group: no device has it");
        }
        if (device.mac() == null && !isServer && !isInZone(device.addresses(), site)) {
            warnings.add(
                    block.file(),
                    block.place("addresses"),
                    "no zone of the site holds this address: rules for zones do not speak of the device");
        }
    }

    private void noteTuning(Block block) {
        Pattern pattern = Pattern.of(Objects.requireNonNull(block.text("id"), "it was read"));
        Node node = block.value("subject");
        if (node == null || !Pattern.OF_SENSORS.contains(pattern)) {
            return;
        }
        Block subject = new Block(block.file(), node, Shape.SUBJECT, new Mistakes());
        if (subject.has("zones") || subject.has("devices") || subject.has("tags")) {
            warnings.add(
                    block.file(),
                    node,
                    "this speaks of no sensor: sensors stand in no zone and are no devices of the policy");
        }
    }

    private Site site(Block block, String key) {
        SiteId id = new SiteId(Objects.requireNonNull(block.text(key), "it was read"));
        return policy.site(id).orElseThrow();
    }

    private static boolean isInZone(List<IpAddress> addresses, Site site) {
        return site.zones().stream()
                .flatMap(zone -> zone.subnets().stream())
                .anyMatch(subnet -> addresses.stream().anyMatch(subnet::contains));
    }
}
