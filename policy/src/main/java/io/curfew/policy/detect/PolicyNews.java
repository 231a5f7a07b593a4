package io.curfew.policy.detect;

import io.curfew.policy.alert.Amounts;
import io.curfew.policy.language.Rule;
import io.curfew.policy.memory.PolicyChanges;
import io.curfew.policy.memory.PolicyChanges.FileChange;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was changed in the policy before something stopped, and since. */
final class PolicyNews {
    private static final int MOST_FILES = 4;

    private final PolicyChanges changes;
    private final Instant from;
    private final Instant stopped;
    private final Function<Instant, String> when;

    /** What to say of a change, and when it was. */
    private record Told(Instant at, String text) {}

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

    /**
     * In the order of time: the versions whose text says something else of the site, and at most {@value #MOST_FILES}
     * files that changed and that rules need.
     */
    List<String> told(List<Rule> rules) {
        return Stream.concat(ofTexts(), ofFiles(rules))
                .sorted(Comparator.comparing(Told::at))
                .map(Told::text)
                .toList();
    }

    private Stream<Told> ofTexts() {
        return changes.latest().stream()
                .filter(change -> change.isChange() && change.at().isAfter(from))
                .map(change -> new Told(
                        change.at(), "the policy became version " + change.version() + " " + when.apply(change.at())));
    }

    /** Those that changed before it stopped tell more than those that changed since. */
    private Stream<Told> ofFiles(List<Rule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.files().stream())
                .distinct()
                .sorted()
                .flatMap(this::ofFile)
                .sorted(Comparator.comparing((Told told) -> told.at().isAfter(stopped))
                        .thenComparing(Told::at, Comparator.reverseOrder()))
                .limit(MOST_FILES);
    }

    private Stream<Told> ofFile(String file) {
        Map<Boolean, List<FileChange>> counting = changes.of(file).stream()
                .filter(change -> change.at().isAfter(from))
                .collect(Collectors.partitioningBy(change -> change.at().isAfter(stopped)));
        List<FileChange> before = counting.getOrDefault(false, List.of());
        List<FileChange> since = counting.getOrDefault(true, List.of());
        if (before.isEmpty()) {
            return since.isEmpty() ? Stream.of() : Stream.of(told(file, since, List.of()));
        }
        return Stream.of(told(file, before, since));
    }

    private Told told(String file, List<FileChange> of, List<FileChange> since) {
        FileChange last = of.getLast();
        boolean isLast = since.isEmpty() || !since.getFirst().followsForgotten();
        boolean areAll = isLast && areAll(of);
        return new Told(
                last.at(),
                "the file " + file + " changed "
                        + (areAll && of.size() == 1 ? "" : times(of, areAll) + (isLast ? ", last " : ", one of them "))
                        + when.apply(last.at()) + " (version " + last.version() + ")"
                        + (since.isEmpty() ? "" : ", and " + times(since, areAll(since)) + " since"));
    }

    private static String times(List<FileChange> changes, boolean areAll) {
        return (areAll ? "" : "at least ") + Amounts.counted(changes.size(), "time");
    }

    private static boolean areAll(List<FileChange> changes) {
        return changes.stream().noneMatch(FileChange::followsForgotten);
    }
}
