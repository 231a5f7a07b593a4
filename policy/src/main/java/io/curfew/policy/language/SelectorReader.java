package io.curfew.policy.language;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads whom an entry means, and notes references to what is not there. */
final class SelectorReader {
    static final List<String> KEYWORDS = List.of("resolvers", "timeServers", "controllers", "gateway", "internet");
    static final String LIST_PREFIX = "lists/";
    private static final long LARGEST_ASN = 0xffff_ffffL;
    /** Those of ISO 3166, and Kosovo, for which databases have taken XK. */
    private static final Set<String> COUNTRIES = countries();

    private final Known known;
    private final List<SiteId> sites;
    private final Mistakes mistakes;
    private final Mistakes warnings;
    private final Set<Known.Source> sources = new LinkedHashSet<>();

    /** @param sites the sites that the rule speaks of; empty for all */
    SelectorReader(Known known, List<SiteId> sites, Mistakes mistakes, Mistakes warnings) {
        this.known = known;
        this.sites = sites;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    private static Set<String> countries() {
        Set<String> countries = new HashSet<>(Set.of(Locale.getISOCountries()));
        countries.add("XK");
        return Set.copyOf(countries);
    }

    /** The files without which nobody can tell whom the selectors mean that were read. */
    Set<Known.Source> sources() {
        return sources;
    }

    /** The one or several selectors at {@code key}. */
    List<Selector> read(Block block, String key) {
        return read(block, block.items(key), key);
    }

    private List<Selector> read(Block block, List<Node> items, String key) {
        List<Selector> selectors = new ArrayList<>();
        if (items.isEmpty() && block.has(key)) {
            block.mistake(key, "\"" + key + "\" is empty; leave it out to mean anybody", null);
        }
        for (Node item : items) {
            Selector selector = item instanceof MappingNode
                    ? ofMapping(new Block(block.file(), item, Shape.SELECTOR, mistakes))
                    : ofText(block, item, key);
            if (selector != null) {
                selectors.add(selector);
            }
        }
        return selectors;
    }

    private @Nullable Selector ofMapping(Block block) {
        List<String> given = Shape.SELECTOR.keys().stream().filter(block::has).toList();
        if (given.size() != 1) {
            if (given.size() > 1 || isEmpty(block)) {
                block.mistake(block.node(), "one of " + Words.list(Shape.SELECTOR.keys()) + " is wanted here", null);
            }
            return null;
        }
        return switch (given.getFirst()) {
            case "zone" -> referred(block, "zone", known.zoneIds(sites), Selector.InZone::new);
            case "device" ->
                referred(block, "device", known.deviceIds(sites), id -> new Selector.OfDevice(new DeviceId(id)));
            case "tag" -> referred(block, "tag", known.tags(sites), Selector.Tagged::new);
            case "list" -> block.parsed("list", id -> list(block, block.place("list"), id));
            case "country" -> block.parsed("country", code -> country(block, code));
            case "asn" -> block.parsed("asn", number -> network(block, number));
            default -> negated(block);
        };
    }

    private @Nullable Selector country(Block block, String code) {
        if (!COUNTRIES.contains(code)) {
            block.mistake(
                    "country",
                    "\"" + code + "\" is no country: two capital letters of ISO 3166 are wanted, as PT",
                    COUNTRIES.contains(code.toUpperCase(Locale.ROOT))
                            ? "did you mean \"" + code.toUpperCase(Locale.ROOT) + "\"?"
                            : null);
            return null;
        }
        noteUsed(block, known.countries);
        return new Selector.InCountry(code, known.countries.database());
    }

    private @Nullable Selector network(Block block, String text) {
        String digits = text.startsWith("AS") ? text.substring(2) : text;
        long number = digits.matches("\\d{1,10}") ? Long.parseLong(digits) : 0;
        if (number < 1 || number > LARGEST_ASN) {
            throw new IllegalArgumentException(
                    "the number of an autonomous system is wanted, as 64500, was \"" + text + "\"");
        }
        noteUsed(block, known.networks);
        return new Selector.InNetwork(number, known.networks.database());
    }

    private void noteUsed(Block block, Known.Places places) {
        if (places.source() != null) {
            sources.add(places.source());
        }
        if (places.database() == null) {
            warnings.add(
                    block.file(),
                    block.node(),
                    "this cannot be judged, and neither allows nor denies: " + places.reason());
        }
    }

    private static boolean isEmpty(Block block) {
        return block.node() instanceof MappingNode mapping && mapping.getValue().isEmpty();
    }

    private @Nullable Selector negated(Block block) {
        Node value = block.value("not");
        List<Node> items = value instanceof SequenceNode sequence ? sequence.getValue() : block.items("not");
        List<Selector> others = read(block, items, "not");
        return others.isEmpty() ? null : new Selector.Not(others);
    }

    private @Nullable Selector referred(
            Block block, String key, Set<String> ids, Function<String, @Nullable Selector> maker) {
        return block.parsed(key, id -> {
            if (!ids.contains(id)) {
                block.mistake(key, "there is no " + key + " \"" + id + "\"", block.suggestion(id, ids));
                return null;
            }
            return maker.apply(id);
        });
    }

    private @Nullable Selector list(Block block, Node item, String id) {
        Known.Listed listed = known.lists.get(id);
        if (listed == null) {
            block.mistake(item, "there is no list \"" + id + "\"", block.suggestion(id, known.lists.keySet()));
            return null;
        }
        sources.add(listed.source());
        return new Selector.OnList(listed.list());
    }

    private @Nullable Selector ofText(Block block, Node item, String key) {
        return block.parsed(item, key, text -> selector(block, item, text));
    }

    private @Nullable Selector selector(Block block, Node item, String text) {
        return switch (text) {
            case "resolvers" ->
                defined(
                        block,
                        item,
                        text,
                        new Selector.Resolvers(),
                        site -> !site.resolvers().isEmpty());
            case "timeServers" ->
                defined(
                        block,
                        item,
                        text,
                        new Selector.TimeServers(),
                        site -> !site.timeServers().isEmpty());
            case "controllers" ->
                defined(
                        block,
                        item,
                        text,
                        new Selector.Controllers(),
                        site -> !site.controllers().isEmpty());
            case "gateway" ->
                defined(
                        block,
                        item,
                        text,
                        new Selector.Gateway(),
                        site -> !site.gateway().isEmpty() || site.gatewayDevice() != null);
            case "internet" -> new Selector.Internet();
            default -> addressOrName(block, item, text);
        };
    }

    /** A keyword stands for what a site defines: at least one site must define it. */
    private Selector defined(Block block, Node item, String keyword, Selector selector, Predicate<Site> defines) {
        if (known.sites(sites).stream().noneMatch(defines)) {
            block.mistake(item, "no site that this rule speaks of has \"" + keyword + "\"", null);
        }
        return selector;
    }

    private @Nullable Selector addressOrName(Block block, Node item, String text) {
        if (text.startsWith(LIST_PREFIX)) {
            return list(block, item, text.substring(LIST_PREFIX.length()));
        }
        if (looksLikeAddress(text)) {
            return new Selector.InSubnet(Subnet.parse(text));
        }
        if (text.indexOf('.') < 0) {
            block.mistake(item, "\"" + text + "\" names nobody", meant(text));
            return null;
        }
        return new Selector.Named(NamePattern.parse(text));
    }

    private static boolean looksLikeAddress(String text) {
        return text.indexOf(':') >= 0
                || text.indexOf('/') >= 0
                || text.chars().allMatch(character -> character == '.' || (character >= '0' && character <= '9'));
    }

    private String meant(String text) {
        if (known.deviceIds(sites).contains(text)) {
            return "did you mean {device: " + text + "}?";
        }
        if (known.zoneIds(sites).contains(text)) {
            return "did you mean {zone: " + text + "}?";
        }
        if (known.tags(sites).contains(text)) {
            return "did you mean {tag: " + text + "}?";
        }
        String suggestion = Suggestion.of(text, KEYWORDS);
        return suggestion == null
                ? "known here: " + Words.list(KEYWORDS)
                        + ", an address, a domain name, {zone: …}, {device: …}, {tag: …}, {country: …}, {asn: …}"
                : suggestion;
    }

    /** The given ids, each of which must be among {@code ids}. */
    static List<String> references(Block block, String key, String noun, Collection<String> ids) {
        List<String> references = new ArrayList<>();
        for (Node item : block.items(key)) {
            String id = block.parsed(item, key, Function.identity());
            if (id != null && !ids.contains(id)) {
                block.mistake(item, "there is no " + noun + " \"" + id + "\"", block.suggestion(id, ids));
            } else if (id != null) {
                references.add(id);
            }
        }
        return references;
    }
}
