package io.curfew.policy.detect;

import io.curfew.policy.alert.Amounts;
import io.curfew.policy.language.Rule;
import io.curfew.policy.memory.PolicyChanges;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What was changed in the policy before something stopped, and since. */
final class PolicyNews {
    private static final int MOST_FILES = 4;

    private final PolicyChanges changes;
    private final Instant from;
    private final Instant stopped;
    private final Function<Instant, String> when;

    /** What to say of a file, and when it changed last. */
    private record Told(Instant last, String text) {}

    /**
     * @param from what changed earlier does not count
     * @param stopped of changes of a file, the latest one until then tells most
     * @param when says a time to a person
     */
    PolicyNews(PolicyChanges changes, Instant from, Instant stopped, Function<Instant, String> when) {
        this.changes = changes;
        this.from = from;
        this.stopped = stopped;
        this.when = when;
    }

    /** The versions whose text says something else of the site. */
    List<String> ofTexts() {
        return changes.latest().stream()
                .filter(change -> change.isChange() && change.at().isAfter(from))
                .map(change -> "the policy became version " + change.version() + " " + when.apply(change.at()))
                .toList();
    }

    /** The files that changed and that rules need, at most {@value #MOST_FILES}, those that changed last. */
    List<String> ofFiles(List<Rule> rules) {
        List<Told> told = new ArrayList<>();
        rules.stream()
                .flatMap(rule -> rule.files().stream())
                .distinct()
                .sorted()
                .forEach(file -> {
                    List<PolicyChanges.FileChange> counting = changes.of(file).stream()
                            .filter(change -> change.at().isAfter(from))
                            .toList();
                    if (!counting.isEmpty()) {
                        told.add(new Told(counting.getLast().at(), text(file, counting)));
                    }
                });
        return told.stream()
                .sorted(Comparator.comparing(Told::last).reversed())
                .limit(MOST_FILES)
                .map(Told::text)
                .toList();
    }

    private String text(String file, List<PolicyChanges.FileChange> counting) {
        List<PolicyChanges.FileChange> before = counting.stream()
                .filter(change -> !change.at().isAfter(stopped))
                .toList();
        List<PolicyChanges.FileChange> told = before.isEmpty() ? counting : before;
        int since = counting.size() - told.size();
        PolicyChanges.FileChange last = told.getLast();
        return "the file " + file + " changed "
                + (told.size() == 1 ? "" : Amounts.counted(told.size(), "time") + ", last ")
                + when.apply(last.at()) + " (version " + last.version() + ")"
                + (since == 0 ? "" : ", and " + Amounts.counted(since, "time") + " since");
    }
}
