package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

import java.util.Optional;

/** Turns a YAML text into its tree, once it is sure that the tree ends and is of sensible size. */
final class Documents {
    private static final int MOST_NODES = 200_000;
    private static final int CHARACTERS_OF_A_NODE = 256;
    private static final int DEEPEST = 24;
    private static final String TOO_LARGE = "the text is too large or nested too deeply, or its aliases never end";

    /** Refuses what is nested too deeply while it is read: a tree is made and walked by calls as deep as itself. */
    private static final class ShallowParser extends ParserImpl {
        private int depth;

        ShallowParser(LoadSettings settings, String text) {
            super(settings, new StreamReader(settings, text));
        }

        @Override
        public Event next() {
            Event event = super.next();
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST + 1) {
                throw new TooDeep(event.getStartMark());
            }
            depth -= event instanceof CollectionEndEvent ? 1 : 0;
            return event;
        }
    }

    /** A text is nested too deeply. */
    private static final class TooDeep extends YamlEngineException {
        private static final long serialVersionUID = 1;

        private final transient Optional<Mark> mark;

        TooDeep(Optional<Mark> mark) {
            super(TOO_LARGE);
            this.mark = mark;
        }
    }

    private Documents() {}

    /** The root of the only document; null when the text holds none or a mistake was found. */
    static @Nullable MappingNode compose(String file, String text, Mistakes mistakes) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .setUseMarks(true)
                .build();
        try {
            Node root = new Composer(settings, new ShallowParser(settings, text))
                    .getSingleNode()
                    .orElse(null);
            if (root == null) {
                return null;
            }
            if (!(root instanceof MappingNode mapping)) {
                mistakes.add(file, root, "a policy is a mapping that starts with \"curfew: 1\"");
                return null;
            }
            if (count(root, 0, 0) > MOST_NODES) {
                mistakes.add(file, root, TOO_LARGE);
                return null;
            }
            return mapping;
        } catch (TooDeep tooDeep) {
            mistakes.add(file, tooDeep.mark, TOO_LARGE, null);
        } catch (MarkedYamlEngineException broken) {
            Optional<Mark> mark = broken.getProblemMark();
            String problem = broken.getProblem() == null ? "cannot be read" : broken.getProblem();
            mistakes.add(file, mark, "this is not YAML: " + problem, null);
        } catch (ReaderException unreadable) {
            mistakes.add(file, Optional.empty(), "this is not text: " + unreadable.getMessage(), null);
        } catch (YamlEngineException broken) {
            mistakes.add(file, Optional.empty(), "this cannot be read: " + firstLine(broken), null);
        }
        return null;
    }

    private static String firstLine(YamlEngineException broken) {
        String message = broken.getMessage();
        return message == null ? "cannot be read" : message.lines().findFirst().orElse("cannot be read");
    }

    /**
     * Counts the nodes as a reader would meet them, aliases each time, and a long text as several; stops soon after the
     * limits.
     */
    private static int count(Node node, int depth, int countedSoFar) {
        int counted = countedSoFar + 1;
        if (depth > DEEPEST) {
            return MOST_NODES + 1;
        }
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (counted > MOST_NODES) {
                        return counted;
                    }
                    counted = count(tuple.getKeyNode(), depth + 1, counted);
                    counted = count(tuple.getValueNode(), depth + 1, counted);
                }
            }
            case SequenceNode sequence -> {
                for (Node item : sequence.getValue()) {
                    if (counted > MOST_NODES) {
                        return counted;
                    }
                    counted = count(item, depth + 1, counted);
                }
            }
            case ScalarNode scalar -> counted += scalar.getValue().length() / CHARACTERS_OF_A_NODE;
            default -> {}
        }
        return counted;
    }

    /** A node as YAML on one line, in the way that the documentation writes it. */
    static String onOneLine(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                StringBuilder text = new StringBuilder("{");
                for (NodeTuple tuple : mapping.getValue()) {
                    text.append(text.length() == 1 ? " " : ", ")
                            .append(onOneLine(tuple.getKeyNode()))
                            .append(": ")
                            .append(onOneLine(tuple.getValueNode()));
                }
                yield text.append(" }").toString();
            }
            case SequenceNode sequence -> {
                StringBuilder text = new StringBuilder("[");
                for (Node item : sequence.getValue()) {
                    text.append(text.length() == 1 ? "" : ", ").append(onOneLine(item));
                }
                yield text.append("]").toString();
            }
            case ScalarNode scalar -> quoted(scalar.getValue());
            default -> "";
        };
    }

    private static String quoted(String value) {
        boolean plain = !value.isEmpty()
                && value.strip().equals(value)
                && Character.isLetterOrDigit(value.charAt(0))
                && value.chars().noneMatch(character -> ",[]{}#\"\n".indexOf(character) >= 0)
                && !value.contains(": ");
        return plain
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
