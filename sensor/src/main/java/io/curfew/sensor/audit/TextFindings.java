package io.curfew.sensor.audit;

import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.PlainLetters;
import io.curfew.policy.Severity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells findings to a person. */
public final class TextFindings {
    private static final String INDENT = "    ";
    private static final int WIDTH = 110;

    private TextFindings() {}

    /** A section for each site. */
    public static String of(List<Audit> sites) {
        return sites.stream().map(TextFindings::of).collect(Collectors.joining("\n"));
    }

    static String of(Audit audit) {
        StringBuilder text = new StringBuilder(4_096);
        List<Alert> findings = audit.findings();
        head(audit, findings, text);
        for (Alert finding : findings) {
            text.append('\n');
            finding(finding, text);
        }
        return text.toString();
    }

    private static void head(Audit audit, List<Alert> findings, StringBuilder text) {
        text.append("Site ").append(audit.site());
        if (audit.first() != null && audit.last() != null) {
            text.append(", ").append(seconds(audit.first())).append(" to ").append(seconds(audit.last()));
        }
        long flows = audit.flowsAllowed() + audit.flowsViolating() + audit.flowsUnjudged();
        text.append("\n")
                .append(number(flows, "flow"))
                .append(" and ")
                .append(number(audit.questions(), "DNS question"))
                .append(" of ")
                .append(number(audit.devices(), "device"))
                .append(": ")
                .append(audit.flowsAllowed())
                .append(" allowed, ")
                .append(audit.flowsViolating())
                .append(" against the rules, ")
                .append(audit.flowsUnjudged())
                .append(" that no rule speaks of.\n");
        if (flows > 0 && audit.flowsUnjudged() == flows) {
            text.append("No rule names a device of this capture: are its addresses in a zone of site ")
                    .append(audit.site())
                    .append(", or its devices listed?\n");
        }
        text.append(
                findings.isEmpty()
                        ? "No findings.\n"
                        : number(findings.size(), "finding") + ": " + bySeverity(findings) + ".\n");
    }

    private static String bySeverity(List<Alert> findings) {
        Map<Severity, Long> counts =
                new TreeMap<>(findings.stream().collect(Collectors.groupingBy(Alert::severity, Collectors.counting())));
        return ((TreeMap<Severity, Long>) counts)
                .descendingMap().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().text())
                        .collect(Collectors.joining(", "));
    }

    static void finding(Alert finding, StringBuilder text) {
        text.append(heading(finding.severity(), finding.kind(), finding.origin(), finding.deviceName()));
        if (finding.mac() != null && !finding.deviceName().equals(finding.mac().toString())) {
            text.append(" (").append(finding.mac());
            if (finding.deviceIp() != null) {
                text.append(", ").append(finding.deviceIp());
            }
            text.append(')');
        }
        Peer peer = finding.peer();
        if (peer != null) {
            text.append(" and ").append(peer(peer));
        }
        if (finding.service() != null) {
            text.append(", ").append(finding.service());
        }
        text.append('\n').append(INDENT).append(count(finding)).append('\n');
        wrapped(finding.what() + " " + finding.why(), text);
        wrapped("→ " + finding.advice(), text);
    }

    static String heading(Severity severity, Alert.Kind kind, String origin, String deviceName) {
        return severity.text().toUpperCase(Locale.ROOT) + "  " + (kind == Alert.Kind.RULE ? "rule " : "") + origin
                + ": " + plain(deviceName);
    }

    static String peer(Peer peer) {
        if (peer.name() == null) {
            return String.valueOf(peer.ip());
        }
        return peer.ip() == null ? peer.name().value() : peer.name() + " (" + peer.ip() + ")";
    }

    private static String count(Alert finding) {
        String when = finding.count() == 1
                ? "once, " + seconds(finding.first())
                : finding.count() + " times, " + seconds(finding.first()) + " to " + seconds(finding.last());
        String outcomes = new TreeMap<>(finding.outcomes())
                .entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("unknown"))
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return outcomes.isEmpty() ? when : when + "; " + outcomes;
    }

    static void wrapped(String sentence, StringBuilder text) {
        int column = 0;
        for (String word : plain(sentence).split(" ", -1)) {
            if (column == 0 || column + 1 + word.length() > WIDTH) {
                text.append(column == 0 ? "" : "\n").append(INDENT);
                column = INDENT.length();
            } else {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }

    /**
     * A text in which devices have their say, for a terminal: what gives no character to be seen is written as
     * {@code \DDD} for each octet.
     */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (PlainLetters.has(character)) {
                plain.appendCodePoint(character);
            } else {
                for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    plain.append(String.format(Locale.ROOT, "\\%03d", octet & 0xff));
                }
            }
        });
        return plain.toString();
    }

    static String number(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
