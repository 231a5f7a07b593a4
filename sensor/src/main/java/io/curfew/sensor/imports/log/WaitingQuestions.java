package io.curfew.sensor.imports.log;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions of a dnsmasq log that wait for their answers, found by what an answer's lines tell of them: how many
 * wait makes no line dearer. As many as their owner lets wait.
 */
final class WaitingQuestions {
    private final Map<QuestionKey, Question> byKey = new LinkedHashMap<>();
    private final AgeIndex<Trait, Question> byTrait = new AgeIndex<>();
    private long asked;

    static final class Question {
        private final QuestionKey key;
        private final Instant at;
        private final int process;
        private final long number;
        private long serial;
        private boolean isForwarded;

        private Question(QuestionKey key, Instant at, int process, long number, long serial) {
            this.key = key;
            this.at = at;
            this.process = process;
            this.number = number;
            this.serial = serial;
        }

        QuestionKey key() {
            return key;
        }

        Instant at() {
            return at;
        }

        /** All that a line may know it by. */
        private List<Trait> traits() {
            List<Trait> traits = new ArrayList<>();
            traits.add(Trait.of(Trait.Kind.PROCESS, process));
            traits.add(Trait.of(Trait.Kind.NAME, process, key.name()));
            traits.add(Trait.type(process, key.name(), key.type()));
            traits.add(whereSent());
            if (!key.type().equals("A") && !key.type().equals("AAAA")) {
                traits.add(Trait.of(Trait.Kind.NAME_NOT_OF_ADDRESS, process, key.name()));
            }
            if (serial >= 0) {
                traits.add(Trait.serial(process, serial));
            }
            return traits;
        }

        private Trait whereSent() {
            return isForwarded
                    ? Trait.of(Trait.Kind.FORWARDED, process)
                    : Trait.of(Trait.Kind.NAME_NOT_FORWARDED, process, key.name());
        }
    }

    /** What questions have in common that one line may be about. */
    private record Trait(Kind kind, int process, long serial, DomainName name, String type)
            implements Comparable<Trait> {
        private static final DomainName NO_NAME = new DomainName("");

        private enum Kind {
            PROCESS,
            FORWARDED,
            SERIAL,
            NAME,
            NAME_NOT_FORWARDED,
            NAME_NOT_OF_ADDRESS,
            NAME_AND_TYPE
        }

        static Trait of(Kind kind, int process) {
            return of(kind, process, NO_NAME);
        }

        static Trait of(Kind kind, int process, DomainName name) {
            return new Trait(kind, process, 0, name, "");
        }

        static Trait serial(int process, long serial) {
            return new Trait(Kind.SERIAL, process, serial, NO_NAME, "");
        }

        static Trait type(int process, DomainName name, String type) {
            return new Trait(Kind.NAME_AND_TYPE, process, 0, name, type);
        }

        @Override
        public int compareTo(Trait other) {
            int byKind = kind.compareTo(other.kind);
            if (byKind != 0) {
                return byKind;
            }
            int byProcess = Integer.compare(process, other.process);
            if (byProcess != 0) {
                return byProcess;
            }
            int bySerial = Long.compare(serial, other.serial);
            if (bySerial != 0) {
                return bySerial;
            }
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : type.compareTo(other.type);
        }
    }

    int count() {
        return byKey.size();
    }

    /** The one that waits for longest. */
    @Nullable
    Question oldest() {
        return byKey.isEmpty() ? null : byKey.values().iterator().next();
    }

    /**
     * Takes a question, or the new serial of one that waits already.
     *
     * @param serial numbers it within its process; negative when there is none
     */
    void ask(QuestionKey key, Instant at, int process, long serial) {
        Question repeated = byKey.get(key);
        if (repeated != null) {
            forget(repeated);
            repeated.serial = serial;
            note(repeated);
            return;
        }
        Question question = new Question(key, at, process, asked++, serial);
        byKey.put(key, question);
        note(question);
    }

    /** Notes that those who ask for a name by now were sent to another server. */
    void forward(int process, DomainName name) {
        for (Question question : byTrait.all(Trait.of(Trait.Kind.NAME_NOT_FORWARDED, process, name))) {
            byTrait.remove(question.whereSent(), question.number);
            question.isForwarded = true;
            byTrait.add(question.whereSent(), question.number, question);
        }
    }

    void remove(Question question) {
        byKey.remove(question.key);
        forget(question);
    }

    private void note(Question question) {
        for (Trait trait : question.traits()) {
            byTrait.add(trait, question.number, question);
        }
    }

    private void forget(Question question) {
        for (Trait trait : question.traits()) {
            byTrait.remove(trait, question.number);
        }
    }

    /** Who asked by a serial, of which a process gives each once. */
    List<Question> ofSerial(int process, long serial) {
        return byTrait.all(Trait.serial(process, serial));
    }

    /** The last one that asked. */
    List<Question> last(int process) {
        return listed(byTrait.youngest(Trait.of(Trait.Kind.PROCESS, process)));
    }

    /** The one that was sent to another server; none where several were. */
    List<Question> onlyForwarded(int process) {
        Trait forwarded = Trait.of(Trait.Kind.FORWARDED, process);
        Question first = byTrait.oldest(forwarded);
        return first == byTrait.youngest(forwarded) ? listed(first) : List.of();
    }

    /**
     * The last one that asked for a name and a type that fits.
     *
     * @param type what the answer shows, or empty
     * @param fitsAddresses whether an answer that shows no type is one to who asked for addresses
     */
    List<Question> last(int process, DomainName name, String type, boolean fitsAddresses) {
        Question last = null;
        for (Trait trait : fitting(process, name, type, fitsAddresses)) {
            Question youngest = byTrait.youngest(trait);
            last = last == null || (youngest != null && youngest.number > last.number) ? youngest : last;
        }
        return listed(last);
    }

    /**
     * All that asked for the same as the first one that asked for a name and a type that fits.
     *
     * @param type what the answer shows, or empty
     * @param fitsAddresses whether an answer that shows no type is one to who asked for addresses
     */
    List<Question> likeFirst(int process, DomainName name, String type, boolean fitsAddresses) {
        Question first = null;
        for (Trait trait : fitting(process, name, type, fitsAddresses)) {
            Question oldest = byTrait.oldest(trait);
            first = first == null || (oldest != null && oldest.number < first.number) ? oldest : first;
        }
        return first == null ? List.of() : byTrait.all(Trait.type(process, name, first.key.type()));
    }

    private static List<Trait> fitting(int process, DomainName name, String type, boolean fitsAddresses) {
        if (type.isEmpty()) {
            return List.of(Trait.of(fitsAddresses ? Trait.Kind.NAME : Trait.Kind.NAME_NOT_OF_ADDRESS, process, name));
        }
        return List.of(Trait.type(process, name, type), Trait.type(process, name, "ANY"));
    }

    private static List<Question> listed(@Nullable Question question) {
        return question == null ? List.of() : List.of(question);
    }
}
