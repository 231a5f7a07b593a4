package io.curfew.policy.language;

import io.curfew.events.SiteId;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads rules: those of all sites, and those in a site's own block, which hold there alone and in place of one of the
 * same id. The sites' own come first.
 */
final class RuleReader {
    private final Known known;
    private final SubjectReader subjects;
    private final AskedFiles files;
    private final FileTrouble fileTrouble;
    private final Mistakes mistakes;
    private final Mistakes warnings;
    private final List<WrittenRule> ofAll = new ArrayList<>();
    private final List<WrittenRule> ofSites = new ArrayList<>();
    private final Map<String, List<SiteId>> replacedAt = new HashMap<>();
    private final Set<String> idsOfAll = new HashSet<>();
    private final List<Block> switchedOff = new ArrayList<>();

    RuleReader(
            Known known,
            SubjectReader subjects,
            AskedFiles files,
            FileTrouble fileTrouble,
            Mistakes mistakes,
            Mistakes warnings) {
        this.known = known;
        this.subjects = subjects;
        this.files = files;
        this.fileTrouble = fileTrouble;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /** In the order of the texts, those of all sites first. */
    List<WrittenRule> rules() {
        List<WrittenRule> rules = new ArrayList<>(ofAll);
        rules.addAll(ofSites);
        return rules;
    }

    /** The rules in the block of a site. */
    void readOfSite(SiteId site, Block siteBlock) {
        Set<String> ids = new HashSet<>();
        for (Node item : siteBlock.items("rules")) {
            Block block = new Block(siteBlock.file(), item, Shape.SITE_RULE, mistakes);
            if (!block.isMapping()) {
                continue;
            }
            String id = id(block);
            if (id != null && !ids.add(id)) {
                block.mistake("id", "there are two rules \"" + id + "\" at this site", null);
            }
            if (id != null) {
                replacedAt.computeIfAbsent(id, _ -> new ArrayList<>()).add(site);
            }
            if (block.has("off")) {
                off(block);
            } else {
                ofSites.add(rule(block, id, subjects.required(block, site), List.of()));
            }
        }
    }

    private void off(Block block) {
        if (!"true".equals(block.text("off"))) {
            block.mistake("off", "\"off\" can only be true; leave it out otherwise", null);
        }
        for (String key : List.of("subject", "allow", "mud", "deny", "severity")) {
            if (block.has(key)) {
                block.mistake(key, "a rule that is off says nothing else", null);
            }
        }
        switchedOff.add(block);
    }

    /** A rule that holds at all sites that its subject names, but for those that have their own. */
    void read(Block block) {
        String id = id(block);
        if (id != null && !idsOfAll.add(id)) {
            block.mistake("id", "there are two rules \"" + id + "\"", null);
        }
        List<SiteId> notAt = id == null ? List.of() : replacedAt.getOrDefault(id, List.of());
        ofAll.add(rule(block, id, subjects.required(block), notAt));
    }

    /** Looks whether what is switched off is there. */
    void finish() {
        for (Block block : switchedOff) {
            String id = block.text("id");
            if (id != null && !idsOfAll.contains(id)) {
                block.mistake("id", "there is no rule \"" + id + "\" to switch off", block.suggestion(id, idsOfAll));
            }
        }
    }

    private static @Nullable String id(Block block) {
        return block.requiredParsed("id", PolicyReader::plainId);
    }

    private WrittenRule rule(Block block, @Nullable String id, Rule.Subject subject, List<SiteId> notAt) {
        SelectorReader selectors = new SelectorReader(known, subject.sites(), mistakes, warnings);
        EntryReader entries = new EntryReader(selectors, mistakes);
        List<Entry> allow = new ArrayList<>(entries.read(block, "allow", Shape.ALLOW));
        List<Entry> deny = new ArrayList<>(entries.read(block, "deny", Shape.DENY));
        List<String> mudUrls = new ArrayList<>();
        Set<String> needed = new TreeSet<>();
        for (MudProfile profile : block.parsedList("mud", name -> mud(block, PolicyReader.fileName(name), needed))) {
            allow.addAll(profile.allow());
            deny.addAll(profile.deny());
            mudUrls.add(profile.url());
        }
        selectors.sources().forEach(source -> needed.add(source.file()));
        if (!block.has("allow") && !block.has("deny") && !block.has("mud")) {
            block.mistake(block.node(), "a rule needs \"allow\" or \"deny\"", null);
        }
        return new WrittenRule(
                block,
                new Rule(
                        id == null ? "unknown" : id,
                        subject,
                        allow,
                        deny,
                        block.choice("severity", Severity.class, Severity.MEDIUM),
                        mudUrls,
                        List.copyOf(needed),
                        notAt,
                        block.file(),
                        block.line()),
                selectors.sources().stream().map(Known.Source::digest).sorted().toList());
    }

    /** A file by its name, or a URL that one of the files answers to; nothing is fetched. */
    private @Nullable MudProfile mud(Block block, String name, Set<String> needed) {
        MudProfile profile = givenMud(block, name, needed);
        if (profile != null && profile.mistakes().isEmpty()) {
            profile.doubts().forEach(warnings::add);
            return profile;
        }
        if (profile != null) {
            profile.mistakes().forEach(fileTrouble.found()::add);
        }
        return fileTrouble.isBearable() ? MudProfile.missing(name, block.line()) : profile;
    }

    private @Nullable MudProfile givenMud(Block block, String name, Set<String> needed) {
        boolean isUrl = name.contains("://");
        String file = isUrl ? files.ofMudUrl(name) : name;
        if (file != null) {
            needed.add(file);
        }
        GivenFile given = file == null ? null : files.file(file);
        if (file == null || given == null) {
            fileTrouble.note(
                    block,
                    "mud",
                    isUrl
                            ? "no file that is given is the MUD file \"" + name + "\"; it is never fetched"
                            : "there is no MUD file \"" + name + "\"",
                    isUrl ? null : block.suggestion(name, files.names()));
            return null;
        }
        try {
            return given.mud(file);
        } catch (IllegalArgumentException unreadable) {
            fileTrouble.note(block, "mud", String.valueOf(unreadable.getMessage()), null);
            return null;
        }
    }
}
