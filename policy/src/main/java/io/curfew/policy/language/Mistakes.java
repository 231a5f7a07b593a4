package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Gathers mistakes; keeps the first {@value #MOST} and drops the rest. */
final class Mistakes {
    private static final int MOST = 1_000;
    /** Whoever has that many mistakes has made one that no suggestion helps with, and looking for each takes time. */
    private static final int MOST_SUGGESTED = 50;

    private final List<Mistake> found = new ArrayList<>();

    void add(String file, Node node, String message) {
        add(file, node, message, null);
    }

    void add(String file, Node node, String message, @Nullable String suggestion) {
        add(file, node.getStartMark(), message, suggestion);
    }

    void add(String file, Optional<Mark> mark, String message, @Nullable String suggestion) {
        int line = mark.map(Mark::getLine).orElse(0) + 1;
        int column = mark.map(Mark::getColumn).orElse(0) + 1;
        if (found.size() < MOST) {
            found.add(new Mistake(file, line, column, message, suggestion));
        }
    }

    /** One that was found before. */
    void add(Mistake mistake) {
        if (found.size() < MOST) {
            found.add(mistake);
        }
    }

    /** What was probably meant by a word; null when none comes close, and behind {@value #MOST_SUGGESTED} mistakes. */
    @Nullable
    String suggestion(String word, Collection<String> candidates) {
        return found.size() < MOST_SUGGESTED ? Suggestion.of(word, candidates) : null;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the texts. */
    List<Mistake> inOrder() {
        return found.stream().distinct().sorted(Mistake.IN_ORDER).toList();
    }
}
