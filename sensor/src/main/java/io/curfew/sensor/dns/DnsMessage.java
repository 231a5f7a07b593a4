package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;

import java.util.List;

/**
 * A DNS message (RFC 1035) as far as it could be read: the first question, and the answers up to the first that is
 * broken.
 */
record DnsMessage(
        int id,
        boolean isResponse,
        int operation,
        int responseCode,
        DomainName questionName,
        int questionType,
        List<Answer> answers) {
    static final int QUERY = 0;

    DnsMessage {
        answers = List.copyOf(answers);
    }
}
