package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Change;
import io.curfew.collector.notify.Notice;
import io.curfew.collector.notify.Turn;
import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes messages as plain text for a person. */
final class NoticeText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SUBJECT = 150;

    private final Links links;

    NoticeText(Links links) {
        this.links = links;
    }

    /** A line that tells what it is about: the most severe change, and how many more there are. */
    String subject(Notice notice) {
        if (notice.isTest()) {
            return "[Curfew] A test: this channel works";
        }
        Change first = notice.changes().getFirst();
        Alert alert = first.alert();
        int more = notice.changes().size() - 1 + notice.more();
        String about = "[Curfew] " + alert.site() + ": " + severity(alert) + ", " + Plain.line(alert.deviceName(), 60)
                + ": " + Plain.line(alert.what());
        String rest = more == 0 ? "" : " (" + more + " more)";
        return Plain.line(about, SUBJECT - rest.length()) + rest;
    }

    private static String severity(Alert alert) {
        return alert.severity().text();
    }

    String body(Notice notice) {
        if (notice.isTest()) {
            return "This is a test that a person asked for in Curfew, sent by the channel " + notice.channel()
                    + ".\nAlerts come the same way.\n";
        }
        StringBuilder text = new StringBuilder();
        notice.changes().forEach(change -> append(text, change));
        if (notice.more() > 0) {
            text.append(notice.more()).append(" more. The console shows them all.\n");
        }
        if (notice.dropped() > 0) {
            text.append(notice.dropped())
                    .append(" were dropped while the channel was away. The console shows them all.\n");
        }
        return text.toString();
    }

    private void append(StringBuilder text, Change change) {
        Alert alert = change.alert();
        line(text, heading(change));
        line(text, alert.what());
        line(text, alert.why());
        line(text, alert.advice());
        line(
                text,
                alert.count() + "x, " + time(alert.first()) + " to " + time(alert.last()) + ", by "
                        + alert.kind().name().toLowerCase(Locale.ROOT) + " " + alert.origin());
        @Nullable String link = links.of(alert);
        if (link != null) {
            line(text, link);
        }
        text.append('\n');
    }

    private static void line(StringBuilder text, String line) {
        text.append(Plain.line(line)).append('\n');
    }

    private static String heading(Change change) {
        Alert alert = change.alert();
        return word(change.turn()) + ": " + severity(alert) + ", site " + alert.site() + ", " + alert.deviceName();
    }

    /** What became of it, as a person says it. */
    static String word(Turn turn) {
        return switch (turn) {
            case OPENED -> "New";
            case REOPENED -> "Happens again";
            case RISEN -> "More severe now";
            case UNMUTED -> "No longer muted";
            case RESOLVED, SETTLED -> "Over";
            case UNSETTLED -> "Acknowledged no longer";
        };
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
