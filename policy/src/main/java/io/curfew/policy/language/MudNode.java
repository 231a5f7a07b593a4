package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.List;

/** A place in a MUD file. Names are taken without the module before the colon: files write both. */
final class MudNode {
    private final Node node;

    MudNode(Node node) {
        this.node = node;
    }

    Node node() {
        return node;
    }

    /** The value at the first of {@code names} that is there. */
    @Nullable
    MudNode at(String... names) {
        for (String name : names) {
            if (node instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (plain(tuple.getKeyNode()).equals(name)) {
                        return new MudNode(tuple.getValueNode());
                    }
                }
            }
        }
        return null;
    }

    /** The keys of a mapping, without their modules. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> keys.add(plain(tuple.getKeyNode())));
        }
        return keys;
    }

    /** The members of a sequence; none when it is no sequence. */
    List<MudNode> items() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(MudNode::new).toList()
                : List.of();
    }

    /** The members of what stands at {@code name}. */
    List<MudNode> items(String... name) {
        MudNode found = at(name);
        return found == null ? List.of() : found.items();
    }

    /** The text of a scalar; empty when it is none. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The text at a name; empty when there is none. */
    String text(String name) {
        MudNode found = at(name);
        return found == null ? "" : found.text();
    }

    private static String plain(Node key) {
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        return name.substring(name.indexOf(':') + 1);
    }
}
