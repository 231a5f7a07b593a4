package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation.Answer;

import java.util.List;

/**
 * Tells a filtering resolver's answer: an unspecified address, a refusal, or one that says so itself. NXDOMAIN alone is
 * not taken for one, since most of them are names that do not exist.
 */
final class BlockedAnswer {
    private static final int REFUSED = 5;

    private BlockedAnswer() {}

    static boolean looksLike(DnsMessage message) {
        return message.responseCode() == REFUSED || message.isFiltered() || hasUnspecifiedAddress(message.answers());
    }

    private static boolean hasUnspecifiedAddress(List<Answer> answers) {
        for (Answer answer : answers) {
            if (isUnspecified(answer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnspecified(Answer answer) {
        return switch (answer.type()) {
            case "A" -> answer.data().equals("0.0.0.0");
            case "AAAA" -> answer.data().equals("::");
            default -> false;
        };
    }
}
