package io.curfew.policy.language;

import io.curfew.events.Transport;
import io.curfew.policy.service.PortRange;
import io.curfew.policy.service.Services;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a rule allows or denies. */
final class EntryReader {
    private static final Pattern PORTS = Pattern.compile("(?:([a-z0-9-]+)/)?(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final List<String> TRANSPORTS = Arrays.stream(Transport.values())
            .filter(transport -> transport != Transport.OTHER)
            .map(Transport::text)
            .toList();

    private final SelectorReader selectors;
    private final Mistakes mistakes;

    EntryReader(SelectorReader selectors, Mistakes mistakes) {
        this.selectors = selectors;
        this.mistakes = mistakes;
    }

    /** Every entry at {@code key} of a rule. */
    List<Entry> read(Block rule, String key, Shape shape) {
        List<Entry> entries = new ArrayList<>();
        if (rule.has(key) && rule.items(key).isEmpty()) {
            rule.mistake(key, "\"" + key + "\" is empty", null);
        }
        for (Node item : rule.items(key)) {
            Block block = new Block(rule.file(), item, shape, mistakes);
            if (block.isMapping()) {
                entries.add(entry(block));
            }
        }
        return entries;
    }

    private Entry entry(Block block) {
        boolean to = block.has("to");
        boolean from = block.has("from");
        boolean asks = block.has("dns");
        if (to && from) {
            block.mistake("from", "an entry speaks of one direction: write \"to\" and \"from\" as two entries", null);
        }
        if (asks && (to || from || block.has("ports") || block.has("service") || block.has("transport"))) {
            block.mistake("dns", "\"dns\" speaks of names asked for and stands alone", null);
        }
        if (block.has("service") && block.has("ports")) {
            block.mistake("ports", "give either \"service\" or \"ports\"", null);
        }
        boolean speaksOfFlows = to || from || block.has("service") || block.has("ports") || block.has("transport");
        if (!speaksOfFlows && !asks && block.hasOnlyKnownKeys()) {
            block.mistake(
                    block.node(), "the entry says nothing: give \"to\", \"from\", \"service\" or \"ports\"", null);
        }
        List<PortRange> ports = new ArrayList<>();
        block.parsedList("service", name -> services(block, name)).forEach(ports::addAll);
        ports.addAll(block.parsedList("ports", EntryReader::ports));
        String because = block.text("because");
        return new Entry(
                Documents.onOneLine(block.node()),
                block.line(),
                from ? Entry.Direction.FROM : Entry.Direction.TO,
                selectors.read(block, from ? "from" : "to"),
                block.parsedList("transport", EntryReader::transport),
                List.of(),
                ports,
                selectors.read(block, "dns").stream()
                        .filter(selector -> isName(block, selector))
                        .toList(),
                block.parsed("until", EntryReader::until),
                because == null ? "" : because,
                null);
    }

    private static boolean isName(Block block, Selector selector) {
        boolean isName = selector instanceof Selector.Named || selector instanceof Selector.OnList;
        if (!isName) {
            block.mistake("dns", "\"dns\" takes domain names and lists", null);
        }
        return isName;
    }

    private static List<PortRange> services(Block block, String name) {
        @Nullable List<PortRange> ports = Services.ports(name);
        if (ports == null) {
            block.mistake("service", "there is no service \"" + name + "\"", block.suggestion(name, Services.names()));
            return List.of();
        }
        return ports;
    }

    private static PortRange ports(String text) {
        Matcher matcher = PORTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "ports like tcp/80, udp/8000-8100 or 443 are wanted, was \"" + text + "\"");
        }
        int first = Integer.parseInt(matcher.group(2));
        int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
        return new PortRange(matcher.group(1) == null ? null : transport(matcher.group(1)), first, last);
    }

    private static Transport transport(String text) {
        for (Transport transport : Transport.values()) {
            if (transport != Transport.OTHER
                    && (transport.text().equals(text) || Words.lower(transport).equals(text))) {
                return transport;
            }
        }
        throw new IllegalArgumentException(
                "there is no transport \"" + text + "\"; known here: " + Words.list(TRANSPORTS));
    }

    /** A day holds to its end in UTC. */
    private static Instant until(String text) {
        try {
            return text.indexOf('T') > 0
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException notADate) {
            throw new IllegalArgumentException(
                    "a day like 2027-01-31 or a moment like 2027-01-31T12:00:00Z is wanted, was \"" + text + "\"",
                    notADate);
        }
    }
}
