package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;

import java.util.List;

/**
 * A DNS message (RFC 1035) as far as it could be read: the first question, and the answers up to the first that is
 * broken. It is filtered when the resolver says itself that its answer is a filter's (RFC 8914).
 */
record DnsMessage(
        int id,
        boolean isResponse,
        int operation,
        int responseCode,
        DomainName questionName,
        int questionType,
        List<Answer> answers,
        boolean isFiltered) {
    static final int QUERY = 0;

    DnsMessage {
        answers = List.copyOf(answers);
    }
}
