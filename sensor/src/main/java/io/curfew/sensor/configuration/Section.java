package io.curfew.sensor.configuration;

import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.Suggestion;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One mapping of a configuration. Reading from it notes what is wrong and goes on, so that all mistakes are found. */
final class Section {
    private final String file;
    private final Node node;
    private final List<Mistake> mistakes;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** Takes the mapping at {@code node} with the keys that it may have; others are mistakes. */
    Section(String file, Node node, Set<String> keys, List<Mistake> mistakes) {
        this.file = file;
        this.node = node;
        this.mistakes = mistakes;
        if (!(node instanceof MappingNode mapping)) {
            mistake(node, "a mapping is wanted here, with " + String.join(", ", keys), null);
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            read(tuple, keys);
        }
    }

    private void read(NodeTuple tuple, Set<String> keys) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key) || !keys.contains(key.getValue())) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            String suggestion = Suggestion.of(name, keys);
            mistake(
                    tuple.getKeyNode(),
                    "unknown key \"" + name + "\"",
                    suggestion == null ? "known here: " + String.join(", ", keys) : suggestion);
        } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
            mistake(key, "\"" + key.getValue() + "\" is given twice", null);
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The section at {@code key}; absent when the key is not there. */
    @Nullable
    Section section(String key, Set<String> keys) {
        Node value = values.get(key);
        return value == null ? null : new Section(file, value, keys, mistakes);
    }

    /** The sections of the sequence at {@code key}; none when the key is not there. */
    List<Section> sections(String key, Set<String> keys) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            mistake(value, "\"" + key + "\" wants a list", null);
            return List.of();
        }
        if (sequence.getValue().isEmpty()) {
            mistake(value, "\"" + key + "\" wants at least one value", null);
        }
        return sequence.getValue().stream()
                .map(item -> new Section(file, item, keys, mistakes))
                .toList();
    }

    /** The key of a section that is to have one; absent, and a mistake, when it has another number of them. */
    @Nullable
    String onlyKey() {
        if (values.size() == 1) {
            return values.keySet().iterator().next();
        }
        if (node instanceof MappingNode mapping && mapping.getValue().size() != 1) {
            mistake(node, "one key is wanted here", null);
        }
        return null;
    }

    /** The section at {@code key}, whose absence is a mistake. */
    @Nullable
    Section requiredSection(String key, Set<String> keys) {
        require(key);
        return section(key, keys);
    }

    /** The value at {@code key}; {@code fallback} when the key is not there or {@code reader} refuses the value. */
    <T> T value(String key, Function<String, T> reader, T fallback) {
        Node value = values.get(key);
        T read = value == null ? null : read(value, key, reader);
        return read == null ? fallback : read;
    }

    /** The value at {@code key}, absent when the key is not there or {@code reader} refuses the value. */
    <T> @Nullable T optional(String key, Function<String, T> reader) {
        Node value = values.get(key);
        return value == null ? null : read(value, key, reader);
    }

    /** As {@link #optional}; the absence of the key is a mistake. */
    <T> @Nullable T required(String key, Function<String, T> reader) {
        require(key);
        return optional(key, reader);
    }

    /** The values of the sequence at {@code key}, or its only value; the absence of the key is a mistake. */
    <T> List<T> requiredList(String key, Function<String, T> reader) {
        require(key);
        Node value = values.get(key);
        if (value != null && items(key).isEmpty()) {
            mistake(value, "\"" + key + "\" wants at least one value", null);
        }
        return list(key, reader);
    }

    /** The values of the sequence at {@code key}, or its only value; none when the key is not there. */
    <T> List<T> list(String key, Function<String, T> reader) {
        List<T> read = new ArrayList<>();
        for (Node item : items(key)) {
            T one = read(item, key, reader);
            if (one != null) {
                read.add(one);
            }
        }
        return read;
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        return value == null ? List.of() : List.of(value);
    }

    /** Notes a mistake at the value of {@code key}, or at the whole section when the key is not there. */
    void mistake(String key, String message) {
        mistake(values.getOrDefault(key, node), message, null);
    }

    private void require(String key) {
        if (node instanceof MappingNode && !values.containsKey(key)) {
            mistake(node, "\"" + key + "\" is missing", null);
        }
    }

    private <T> @Nullable T read(Node value, String key, Function<String, T> reader) {
        if (!(value instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            mistake(value, "\"" + key + "\" wants a value", null);
            return null;
        }
        try {
            return reader.apply(scalar.getValue());
        } catch (NumberFormatException noNumber) {
            mistake(value, "\"" + key + "\" wants a number, was \"" + scalar.getValue() + "\"", null);
        } catch (IllegalArgumentException refused) {
            mistake(value, String.valueOf(refused.getMessage()), null);
        }
        return null;
    }

    private void mistake(Node at, String message, @Nullable String suggestion) {
        int line = at.getStartMark().map(Mark::getLine).orElse(0) + 1;
        int column = at.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        mistakes.add(new Mistake(file, line, column, message, suggestion));
    }
}
