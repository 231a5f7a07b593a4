package io.curfew.policy.language;

import io.curfew.policy.Severity;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what a policy says of detections. */
final class TuningReader {
    private final Known known;
    private final SubjectReader subjects;
    private final Mistakes mistakes;
    private final List<Tuning> tunings = new ArrayList<>();

    TuningReader(Known known, SubjectReader subjects, Mistakes mistakes) {
        this.known = known;
        this.subjects = subjects;
        this.mistakes = mistakes;
    }

    void read(Block block) {
        String id = block.requiredText("id");
        Rule.Subject subject = subjects.optional(block);
        if (block.has("off") && !"true".equals(block.text("off"))) {
            block.mistake("off", "\"off\" can only be true; leave it out otherwise", null);
        }
        Severity severity = block.has("severity") ? block.choice("severity", Severity.class, Severity.MEDIUM) : null;
        if (!block.has("off") && !block.has("severity") && !block.has("thresholds")) {
            block.mistake(block.node(), "a detection needs \"off\", \"severity\" or \"thresholds\" here", null);
        }
        Pattern pattern = id == null ? null : Pattern.of(id);
        if (pattern == null) {
            if (id != null) {
                String suggestion = block.suggestion(id, Pattern.ids());
                String all = "known here: " + Words.list(Pattern.ids());
                block.mistake("id", "there is no detection \"" + id + "\"", suggestion == null ? all : suggestion);
            }
            return;
        }
        tunings.add(new Tuning(pattern, subject, block.has("off"), severity, thresholds(block, pattern)));
        known.note(subject, block);
    }

    private Map<Threshold, Long> thresholds(Block owner, Pattern pattern) {
        Map<Threshold, Long> thresholds = new EnumMap<>(Threshold.class);
        @Nullable Node node = owner.value("thresholds");
        if (node == null) {
            return thresholds;
        }
        List<String> keys = Threshold.of(pattern).stream().map(Threshold::key).toList();
        if (keys.isEmpty()) {
            owner.mistake(node, pattern.id() + " has no thresholds", null);
            return thresholds;
        }
        Block block = new Block(owner.file(), node, keys, mistakes);
        for (Threshold threshold : Threshold.of(pattern)) {
            Long value = block.parsed(threshold.key(), threshold.unit()::parse);
            if (value != null) {
                thresholds.put(threshold, value);
            }
        }
        return thresholds;
    }

    List<Tuning> read() {
        return tunings;
    }
}
