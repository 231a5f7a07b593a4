package io.curfew.policy.memory;

import io.curfew.policy.Alert;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.SeenQuestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What shows the matter of an alert: the first piece of evidence and the latest, at most {@value Alert#MOST_EVIDENCE},
 * in the order in which they happened.
 */
public record Exhibits(List<Exhibit> pieces) {
    /** Nothing shows it yet. */
    public static final Exhibits NONE = new Exhibits(List.of());

    /**
     * One piece.
     *
     * @param number which occurrence it is of, from 1
     */
    public record Exhibit(long number, Alert.Evidence evidence) {}

    public Exhibits {
        pieces = List.copyOf(pieces);
    }

    /**
     * Tells who and what a piece is about, whenever it was, however much was sent and from whichever port. The same in
     * each process, for it is stored.
     */
    public static int gist(Alert.Evidence evidence) {
        SeenFlow flow = evidence.flow();
        SeenQuestion question = evidence.question();
        int said = Objects.hash(evidence.kind(), evidence.summary(), evidence.speaker());
        if (flow != null) {
            return Objects.hash(
                    said,
                    flow.initiator().ip(),
                    flow.responder(),
                    flow.transport().text(),
                    flow.serverName());
        }
        return question == null
                ? said
                : Objects.hash(said, question.client().ip(), question.server(), question.name(), question.type());
    }

    /** The same without numbers. */
    public List<Alert.Evidence> evidence() {
        return pieces.stream().map(Exhibit::evidence).toList();
    }

    /** True when an occurrence has a piece. */
    public boolean shows(long number) {
        return pieces.stream().anyMatch(piece -> piece.number() == number);
    }

    /** With another piece, in place of that of the same occurrence; the one behind the first makes room for it. */
    public Exhibits with(Exhibit piece) {
        List<Exhibit> more = new ArrayList<>(pieces);
        more.removeIf(other -> other.number() == piece.number());
        if (more.size() == Alert.MOST_EVIDENCE) {
            more.remove(1);
        }
        int place = more.size();
        while (place > 0 && more.get(place - 1).number() > piece.number()) {
            place--;
        }
        more.add(place, piece);
        return new Exhibits(more);
    }
}
