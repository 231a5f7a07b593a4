package io.curfew.policy.memory;

import io.curfew.events.DomainName;

import java.util.List;

/** What a device asks for: its rows in {@link Table#QUESTIONS}, in the order in which they came. */
public record KnownQuestions(List<DomainName> names) {
    /** Nothing. */
    public static final KnownQuestions NONE = new KnownQuestions(List.of());

    public KnownQuestions {
        names = List.copyOf(names);
    }
}
