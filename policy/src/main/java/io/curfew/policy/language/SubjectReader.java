package io.curfew.policy.language;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.List;

/** Reads of whom a rule or the tuning of a detection speaks. */
final class SubjectReader {
    private static final Rule.Subject EVERYBODY = new Rule.Subject(List.of(), List.of(), List.of(), List.of());

    private final Known known;
    private final Mistakes mistakes;

    SubjectReader(Known known, Mistakes mistakes) {
        this.known = known;
        this.mistakes = mistakes;
    }

    /** The subject of a block that needs one. */
    Rule.Subject required(Block block) {
        noteAbsent(block);
        return optional(block);
    }

    /** The subject of a block that needs one and stands in the block of a site, of which alone it speaks. */
    Rule.Subject required(Block block, SiteId site) {
        noteAbsent(block);
        return subject(block, site);
    }

    private static void noteAbsent(Block block) {
        if (!block.has("subject")) {
            block.mistake(block.node(), "\"subject\" is missing", null);
        }
    }

    /** The subject of a block; everybody when it has none. */
    Rule.Subject optional(Block owner) {
        return subject(owner, null);
    }

    private Rule.Subject subject(Block owner, @Nullable SiteId only) {
        Node node = owner.value("subject");
        if (node == null) {
            return only == null ? EVERYBODY : new Rule.Subject(List.of(only), List.of(), List.of(), List.of());
        }
        Block block = new Block(owner.file(), node, Shape.SUBJECT, mistakes);
        if (block.has("any") && !"true".equals(block.text("any"))) {
            block.mistake("any", "\"any\" can only be true; leave it out otherwise", null);
        }
        if (block.has("any") && (block.has("zones") || block.has("devices") || block.has("tags"))) {
            block.mistake("any", "\"any\" means every device; leave it out to select some", null);
        }
        if (block.isMapping() && Shape.SUBJECT.keys().stream().noneMatch(block::has)) {
            block.mistake(node, "the subject needs one of " + Words.list(Shape.SUBJECT.keys()), null);
        }
        for (String key : Shape.SUBJECT.keys()) {
            if (block.has(key) && block.items(key).isEmpty()) {
                block.mistake(key, "\"" + key + "\" is empty", null);
            }
        }
        if (only != null && block.has("sites")) {
            block.mistake("sites", "a rule in the block of a site speaks of this site alone", null);
        }
        List<SiteId> sites = only != null
                ? List.of(only)
                : SelectorReader.references(block, "sites", "site", known.siteIds()).stream()
                        .map(SiteId::new)
                        .toList();
        return new Rule.Subject(
                sites,
                SelectorReader.references(block, "zones", "zone", known.zoneIds(sites)),
                SelectorReader.references(block, "devices", "device", known.deviceIds(sites)).stream()
                        .map(DeviceId::new)
                        .toList(),
                SelectorReader.references(block, "tags", "tag", known.tags(sites)));
    }
}
