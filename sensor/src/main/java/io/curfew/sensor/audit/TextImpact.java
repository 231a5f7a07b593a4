package io.curfew.sensor.audit;

import io.curfew.policy.replay.Change;
import io.curfew.policy.replay.Impact;

import java.util.List;

/** Tells a person what a policy changes against another. */
public final class TextImpact {
    private TextImpact() {}

    public static String of(Impact impact) {
        StringBuilder text = new StringBuilder(4_096);
        text.append(TextFindings.number(impact.observations(), "observation"));
        if (impact.first() != null && impact.last() != null) {
            text.append(", ")
                    .append(TextFindings.seconds(impact.first()))
                    .append(" to ")
                    .append(TextFindings.seconds(impact.last()));
        }
        text.append(", judged by both policies.\n");
        chapter("would newly be told", impact.begun(), text);
        chapter("would no longer be told", impact.ended(), text);
        text.append('\n')
                .append(TextFindings.number(impact.unchanged(), "finding"))
                .append(impact.unchanged() == 1 ? " stays" : " stay")
                .append(" as before.\n");
        if (impact.leftOut() > 0) {
            text.append(TextFindings.number(impact.leftOut(), "change")).append(" did not find room here.\n");
        }
        return text.toString();
    }

    private static void chapter(String what, List<Change> changes, StringBuilder text) {
        text.append('\n')
                .append(changes.isEmpty() ? "Nothing" : TextFindings.number(changes.size(), "finding"))
                .append(' ')
                .append(what)
                .append(changes.isEmpty() ? ".\n" : ":\n");
        for (Change change : changes) {
            text.append("  ")
                    .append(TextFindings.heading(
                            change.severity(), change.kind(), change.origin(), change.deviceName()));
            if (change.peer() != null) {
                text.append(" and ").append(TextFindings.peer(change.peer()));
            }
            if (change.service() != null) {
                text.append(", ").append(change.service());
            }
            text.append(", ")
                    .append(TextFindings.number(change.count(), "time"))
                    .append('\n');
            if (change.essential() != null) {
                TextFindings.wrapped("! " + change.essential().sentence(), text);
            }
            for (String doubt : change.doubts()) {
                TextFindings.wrapped("? " + doubt, text);
            }
        }
    }
}
