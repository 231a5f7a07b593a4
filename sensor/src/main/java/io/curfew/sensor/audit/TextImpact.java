package io.curfew.sensor.audit;

import io.curfew.events.SiteId;
import io.curfew.policy.replay.Difference;
import io.curfew.policy.replay.Impact;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Tells a person what a policy differences against another. */
public final class TextImpact {
    private TextImpact() {}

    /** A section for each site; one alone is not named. */
    public static String of(SequencedMap<SiteId, Impact> impacts) {
        return impacts.size() == 1
                ? of(impacts.firstEntry().getValue())
                : impacts.entrySet().stream()
                        .map(site -> "Site " + site.getKey() + "\n" + of(site.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    static String of(Impact impact) {
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

    private static void chapter(String what, List<Difference> differences, StringBuilder text) {
        text.append('\n')
                .append(differences.isEmpty() ? "Nothing" : TextFindings.number(differences.size(), "finding"))
                .append(' ')
                .append(what)
                .append(differences.isEmpty() ? ".\n" : ":\n");
        for (Difference difference : differences) {
            text.append("  ")
                    .append(TextFindings.heading(
                            difference.severity(), difference.kind(), difference.origin(), difference.deviceName()));
            if (difference.peer() != null) {
                text.append(" and ").append(TextFindings.peer(difference.peer()));
            }
            if (difference.service() != null) {
                text.append(", ").append(difference.service());
            }
            text.append(", ")
                    .append(TextFindings.number(difference.count(), "time"))
                    .append('\n');
            if (difference.essential() != null) {
                TextFindings.wrapped("! " + difference.essential().sentence(), text);
            }
            for (String doubt : difference.doubts()) {
                TextFindings.wrapped("? " + doubt, text);
            }
        }
    }
}
