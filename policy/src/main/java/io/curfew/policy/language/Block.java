package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One mapping of a policy text, with its mistakes noted as its keys are read. */
final class Block {
    private final String file;
    private final Node node;
    private final List<String> keys;
    private final Mistakes mistakes;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** Reads the keys of {@code node} and notes the unknown and the repeated ones. */
    Block(String file, Node node, Shape shape, Mistakes mistakes) {
        this(file, node, shape.keys(), mistakes);
    }

    /** Reads the {@code keys} of {@code node} and notes the unknown and the repeated ones. */
    Block(String file, Node node, List<String> keys, Mistakes mistakes) {
        this.file = file;
        this.node = node;
        this.keys = keys;
        this.mistakes = mistakes;
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(file, node, "a mapping with " + Words.list(keys) + " is wanted here");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            read(tuple);
        }
    }

    private void read(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            mistakes.add(file, tuple.getKeyNode(), "a key is wanted here: " + Words.list(keys));
            return;
        }
        String name = key.getValue();
        if (!keys.contains(name)) {
            String suggestion = suggestion(name, keys);
            mistakes.add(
                    file,
                    key,
                    "unknown key \"" + name + "\"",
                    suggestion == null ? "known here: " + Words.list(keys) : suggestion);
        } else if (values.putIfAbsent(name, tuple.getValueNode()) != null) {
            mistakes.add(file, key, "\"" + name + "\" is given twice");
        }
    }

    String file() {
        return file;
    }

    Node node() {
        return node;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** True when each key is one that the mapping knows, once. */
    boolean hasOnlyKnownKeys() {
        return node instanceof MappingNode mapping && mapping.getValue().size() == values.size();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    @Nullable
    Node value(String key) {
        return values.get(key);
    }

    void mistake(Node at, String message, @Nullable String suggestion) {
        mistakes.add(file, at, message, suggestion);
    }

    /** What was probably meant by a word; null when none comes close, and where there are very many mistakes. */
    @Nullable
    String suggestion(String word, Collection<String> candidates) {
        return mistakes.suggestion(word, candidates);
    }

    /** The line at which the mapping begins, from 1. */
    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** Where the value of {@code key} stands; the mapping when the key is not there. */
    Node place(String key) {
        return values.getOrDefault(key, node);
    }

    /** Notes {@code message} at the value of {@code key}, at the mapping when the key is not there. */
    void mistake(String key, String message, @Nullable String suggestion) {
        mistakes.add(file, place(key), message, suggestion);
    }

    /** The text at {@code key}; null when there is none or it is no text. */
    @Nullable
    String text(String key) {
        Node value = values.get(key);
        return value == null ? null : text(value, key);
    }

    /** The text at {@code key}, whose absence is a mistake; null then. */
    @Nullable
    String requiredText(String key) {
        noteIfMissing(key);
        return text(key);
    }

    private void noteIfMissing(String key) {
        if (!has(key) && isMapping()) {
            mistakes.add(file, node, "\"" + key + "\" is missing");
        }
    }

    /** The text at {@code key} made into a value; null when there is none or {@code reader} refuses it. */
    <T> @Nullable T parsed(String key, Function<String, @Nullable T> reader) {
        Node value = values.get(key);
        return value == null ? null : parsed(value, key, reader);
    }

    /** As {@link #parsed(String, Function)}; it is a mistake when there is none. */
    <T> @Nullable T requiredParsed(String key, Function<String, @Nullable T> reader) {
        noteIfMissing(key);
        return parsed(key, reader);
    }

    <T> @Nullable T parsed(Node value, String key, Function<String, @Nullable T> reader) {
        String text = text(value, key);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException refused) {
            String message = refused.getMessage();
            mistakes.add(file, value, message == null ? "\"" + text + "\" cannot be read" : message);
            return null;
        }
    }

    /**
     * Each of one or several texts at {@code key} made into a value; those that {@code reader} refuses are left out.
     */
    <T> List<T> parsedList(String key, Function<String, @Nullable T> reader) {
        List<T> parsed = new ArrayList<>();
        for (Node item : items(key)) {
            T value = parsed(item, key, reader);
            if (value != null) {
                parsed.add(value);
            }
        }
        return parsed;
    }

    /** The one value at {@code key} or the several in its sequence; none when the key is not there. */
    List<Node> items(String key) {
        Node value = values.get(key);
        return switch (value) {
            case null -> List.of();
            case SequenceNode sequence -> sequence.getValue();
            default -> List.of(value);
        };
    }

    /** One of the names of an enum in lower case at {@code key}; {@code fallback} when the key is not there. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        E[] constants = type.getEnumConstants();
        E chosen = parsed(key, text -> {
            for (E constant : constants) {
                if (Words.lower(constant).equals(text)) {
                    return constant;
                }
            }
            List<String> known = Arrays.stream(constants).map(Words::lower).toList();
            String suggestion = suggestion(text, known);
            mistake(
                    key,
                    "\"" + text + "\" is no " + key,
                    suggestion == null ? "known here: " + Words.list(known) : suggestion);
            return null;
        });
        return chosen == null ? fallback : chosen;
    }

    private @Nullable String text(Node value, String key) {
        if (!(value instanceof ScalarNode scalar)) {
            mistakes.add(file, value, "\"" + key + "\" wants a single value here");
            return null;
        }
        if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isEmpty()) {
            mistakes.add(file, value, "\"" + key + "\" has no value");
            return null;
        }
        return scalar.getValue();
    }
}
