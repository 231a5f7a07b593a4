package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Change;
import io.curfew.collector.notify.Notice;
import io.curfew.policy.Alert;
import io.curfew.policy.Severity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes messages as lines of RFC 5424, one for each change, with what machines look for as structured data. */
final class SyslogLine {
    /** Facility 13, log audit. */
    private static final int AUDIT = 13;
    /** Private enterprise number of documentation (RFC 5612): Curfew has none of its own. */
    private static final String ENTERPRISE = "32473";

    private static final int NOTICE = 5;
    private static final int MOST_HOST = 255;

    private final String host;

    SyslogLine(String host) {
        String plain = host.replaceAll("[^!-~]", "");
        this.host = plain.isEmpty() ? "-" : plain.substring(0, Math.min(MOST_HOST, plain.length()));
    }

    byte[] of(Change change) {
        Alert alert = change.alert();
        String data = "[curfew@" + ENTERPRISE
                + parameter("version", "1")
                + parameter("alert", alert.id())
                + parameter("turn", change.turn().text())
                + parameter("site", alert.site().value())
                + parameter("device", alert.device().value())
                + parameter("deviceName", alert.deviceName())
                + parameter("rule", alert.origin())
                + parameter("severity", alert.severity().text())
                + parameter("count", Long.toString(alert.count()))
                + "]";
        String text = NoticeText.word(change.turn()) + ": " + alert.deviceName() + ": " + alert.what();
        return line(level(alert.severity()), alert.last(), "alert", data, Plain.line(text, 1_000));
    }

    /** A line that says what is not told in full. */
    byte[] test(Notice notice) {
        return line(NOTICE, notice.at(), "test", "-", "A test that a person asked for: this channel works");
    }

    byte[] more(Notice notice) {
        String text = notice.more() + " more changes, and " + notice.dropped() + " dropped";
        return line(NOTICE, notice.at(), "more", "-", text);
    }

    private byte[] line(int level, Instant at, String id, String data, String text) {
        return Plain.octets("<" + (AUDIT * 8 + level) + ">1 " + at.truncatedTo(ChronoUnit.MILLIS) + " " + host
                + " curfew - " + id + " " + data + " " + text);
    }

    /** A quotation mark, a backslash and a closing bracket are escaped (RFC 5424, 6.3.3); controls are none. */
    private static String parameter(String name, String value) {
        return " " + name + "=\"" + Plain.line(value, 200).replaceAll("([\"\\\\\\]])", "\\\\$1") + "\"";
    }

    private static int level(Severity severity) {
        return switch (severity) {
            case LOW -> NOTICE;
            case MEDIUM -> 4;
            case HIGH -> 3;
            case CRITICAL -> 2;
        };
    }
}
