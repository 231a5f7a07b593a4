package io.curfew.policy.language;

import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.List;
import java.util.Optional;

/**
 * A policy text that is changed in one place while the rest of it, comments and all, stays as people wrote it. Each
 * change gives another text; an empty answer means that the text is written in a way in which the place cannot be found
 * safely.
 */
public final class PolicyEdit {
    private static final String FILE = "policy.yaml";

    private final String text;

    private PolicyEdit(String text) {
        this.text = text;
    }

    public static PolicyEdit of(String text) {
        return new PolicyEdit(text);
    }

    public String text() {
        return text;
    }

    /** A value as YAML has it inside of {@code { … }}. */
    public static String quoted(String value) {
        boolean isPlain = value.matches("[A-Za-z][A-Za-z0-9_.-]*|[0-9]+(\\.[0-9]+){3}(/[0-9]+)?|[0-9]{4}(-[0-9]{2}){2}")
                && !value.matches("(?i)true|false|null|yes|no|on|off");
        return isPlain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * With one more item in a list at the top.
     *
     * @param key as {@code rules}; the list is begun when it is not there
     * @param item the item, as {@code { id: … }}
     */
    public Optional<PolicyEdit> append(String key, String item) {
        MappingNode root = root();
        if (root == null || root.getFlowStyle() == FlowStyle.FLOW) {
            return Optional.empty();
        }
        Node list = value(root, key);
        if (list == null) {
            String before = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
            return Optional.of(new PolicyEdit(before + key + ":\n  - " + item + "\n"));
        }
        return switch (list) {
            case SequenceNode sequence
            when sequence.getFlowStyle() == FlowStyle.FLOW -> Optional.of(inBrackets(sequence, item));
            case SequenceNode sequence -> Optional.of(belowDashes(sequence, item));
            case MappingNode single
            when single.getFlowStyle() == FlowStyle.FLOW ->
                Optional.of(replaced(
                        start(single),
                        end(single),
                        "[ " + text.substring(start(single), end(single)) + ", " + item + " ]"));
            default -> Optional.empty();
        };
    }

    /**
     * Without an entry by which a rule denies. Where nothing is left of the rule it goes as a whole; a site's own rule
     * that stands in place of one for all sites is switched off instead, so that the other stays out of force there.
     *
     * @param site where the rule holds: one in the site's block stands in place of the one for all sites
     * @param entry the entry on one line, as {@link Entry#text()} gives it
     */
    public Optional<PolicyEdit> withoutDenied(SiteId site, String rule, String entry) {
        MappingNode root = root();
        if (root == null) {
            return Optional.empty();
        }
        MappingNode ofAll = item(root, "rules", rule);
        MappingNode block = item(root, "sites", site.value());
        MappingNode own = block == null ? null : item(block, "rules", rule);
        MappingNode holding = own == null ? ofAll : own;
        Node denied = holding == null ? null : only(items(holding, "deny"), entry);
        if (holding == null || denied == null) {
            return Optional.empty();
        }
        boolean saysMore =
                items(holding, "deny").size() > 1 || value(holding, "allow") != null || value(holding, "mud") != null;
        if (saysMore) {
            return without(holding, "deny", denied);
        }
        if (block == null || own == null) {
            return without(root, "rules", holding);
        }
        return ofAll == null
                ? without(block, "rules", own)
                : Optional.of(replaced(start(own), end(own), "{ id: " + quoted(rule) + ", off: true }"));
    }

    /** The only node that reads so on one line; null when there is none, or more than one. */
    private static @Nullable Node only(List<Node> nodes, String onOneLine) {
        List<Node> found = nodes.stream()
                .filter(node -> Documents.onOneLine(node).equals(onOneLine))
                .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** Without one of the values at a key; without the key when it is the only one. */
    private Optional<PolicyEdit> without(MappingNode owner, String key, Node item) {
        return value(owner, key) instanceof SequenceNode list && list.getValue().size() > 1
                ? without(list, item)
                : withoutKey(owner, key);
    }

    /** Without one of several items. */
    private Optional<PolicyEdit> without(SequenceNode list, Node item) {
        if (list.getFlowStyle() != FlowStyle.FLOW) {
            return Optional.of(withoutLines(start(item), end(item)));
        }
        int place = list.getValue().indexOf(item);
        return Optional.of(
                place + 1 < list.getValue().size()
                        ? replaced(start(item), start(list.getValue().get(place + 1)), "")
                        : replaced(end(list.getValue().get(place - 1)), end(item), ""));
    }

    private Optional<PolicyEdit> withoutKey(MappingNode mapping, String key) {
        List<NodeTuple> tuples = mapping.getValue();
        for (int place = 0; place < tuples.size(); place++) {
            if (!isKey(tuples.get(place), key)) {
                continue;
            }
            int start = start(tuples.get(place).getKeyNode());
            int end = end(tuples.get(place).getValueNode());
            if (place == 0) {
                return Optional.empty();
            }
            int before = end(tuples.get(place - 1).getValueNode());
            return Optional.of(
                    mapping.getFlowStyle() == FlowStyle.FLOW ? replaced(before, end, "") : withoutLines(start, end));
        }
        return Optional.empty();
    }

    private PolicyEdit inBrackets(SequenceNode list, String item) {
        int bracket = end(list) - 1;
        int last = endOfContent(bracket, start(list) + 1);
        boolean needsComma = !list.getValue().isEmpty() && text.charAt(last - 1) != ',';
        return replaced(last, bracket, (needsComma ? ", " : " ") + item + " ");
    }

    private PolicyEdit belowDashes(SequenceNode list, String item) {
        int column = mark(list.getStartMark()).getColumn();
        int end = endOfLine(end(list.getValue().getLast()));
        return replaced(end, end, "\n" + " ".repeat(column) + "- " + item);
    }

    private PolicyEdit withoutLines(int start, int end) {
        int from = text.lastIndexOf('\n', start - 1) + 1;
        int to = Math.min(text.length(), endOfLine(end) + 1);
        return replaced(from, to, "");
    }

    private PolicyEdit replaced(int from, int to, String with) {
        return new PolicyEdit(text.substring(0, from) + with + text.substring(to));
    }

    private @Nullable MappingNode root() {
        return Documents.compose(FILE, text, new Mistakes());
    }

    private static @Nullable Node value(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (isKey(tuple, key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    /** The values at a key, of which a single one needs no list. */
    private static List<Node> items(MappingNode mapping, String key) {
        return switch (value(mapping, key)) {
            case null -> List.of();
            case SequenceNode list -> list.getValue();
            case Node single -> List.of(single);
        };
    }

    /** The item of this id at a key. */
    private static @Nullable MappingNode item(MappingNode mapping, String key, String id) {
        for (Node item : items(mapping, key)) {
            if (item instanceof MappingNode found && id.equals(textAt(found, "id"))) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String textAt(MappingNode mapping, String key) {
        return value(mapping, key) instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    private static boolean isKey(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode scalar
                && scalar.getValue().equals(key);
    }

    private int start(Node node) {
        return offset(mark(node.getStartMark()));
    }

    /** Where the last of a node's own characters ends: a block's mark stands where the next thing begins. */
    private int end(Node node) {
        boolean isBlock = node instanceof CollectionNode<?> collection && collection.getFlowStyle() != FlowStyle.FLOW;
        if (isBlock
                && node instanceof SequenceNode sequence
                && !sequence.getValue().isEmpty()) {
            return end(sequence.getValue().getLast());
        }
        if (isBlock
                && node instanceof MappingNode mapping
                && !mapping.getValue().isEmpty()) {
            return end(mapping.getValue().getLast().getValueNode());
        }
        return endOfContent(offset(mark(node.getEndMark())), start(node));
    }

    private int endOfContent(int end, int start) {
        int last = end;
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private static Mark mark(Optional<Mark> mark) {
        return mark.orElseThrow(() -> new IllegalStateException("a policy is read with its places"));
    }
}
