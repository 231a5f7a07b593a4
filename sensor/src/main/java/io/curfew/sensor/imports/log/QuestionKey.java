package io.curfew.sensor.imports.log;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;

import java.util.Comparator;

/**
 * By what a log's lines about one question are known. Ordered, since a map finds what has one hash by its order: names
 * that have one can be had by the thousand.
 *
 * @param type the type's mnemonic
 */
record QuestionKey(IpAddress client, int port, DomainName name, String type) implements Comparable<QuestionKey> {
    private static final Comparator<QuestionKey> ORDER = Comparator.comparingInt(QuestionKey::port)
            .thenComparing(QuestionKey::name)
            .thenComparing(QuestionKey::client)
            .thenComparing(QuestionKey::type);

    @Override
    public int compareTo(QuestionKey other) {
        return ORDER.compare(this, other);
    }
}
