package io.curfew.events.wire;

import io.curfew.events.DnsObservation;

/** The fields of the schema's {@code Dns}. */
final class DnsFields {
    private DnsFields() {}

    static void write(WireOutput out, DnsObservation dns) {
        out.endpoint(1, dns.client());
        out.endpoint(2, dns.server());
        out.varintUnlessZero(3, dns.transport().protocolNumber());
        out.varints(4, dns.vlanIds());
        out.varintUnlessZero(5, dns.id());
        out.stringUnlessEmpty(6, dns.questionName().value());
        out.stringUnlessEmpty(7, dns.questionType());
        if (dns.responseCode() != null) {
            out.string(8, dns.responseCode());
        }
        for (DnsObservation.Answer answer : dns.answers()) {
            int start = out.begin(9);
            out.stringUnlessEmpty(1, answer.name().value());
            out.stringUnlessEmpty(2, answer.type());
            out.stringUnlessEmpty(3, answer.data());
            out.varintUnlessZero(4, WireValues.unsigned32("ttl seconds", answer.ttlSeconds()));
            out.end(start);
        }
        if (dns.timeToAnswer() != null) {
            out.varint(10, WireValues.nanos(dns.timeToAnswer()));
        }
        out.trueUnlessFalse(11, dns.blocked());
        out.varintUnlessZero(12, WireValues.detail(dns.detail()));
    }
}
