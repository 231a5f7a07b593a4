package io.curfew.policy.memory;

import io.curfew.events.DomainName;

import java.time.Instant;
import java.util.List;

/**
 * The names under which an address was answered, latest first. Holds at most {@value #MOST_NAMES}: the name answered
 * longest ago makes room.
 */
public record Answers(List<Answer> latestFirst) {
    /** The most names that are kept of one address. */
    public static final int MOST_NAMES = 8;

    /**
     * One name of an address.
     *
     * @param name the name asked for
     * @param chain the canonical names on the way to the address (CNAME), without {@code name}
     * @param at when it was answered last
     * @param until when it no longer counts
     */
    public record Answer(DomainName name, List<DomainName> chain, Instant at, Instant until) {
        public Answer {
            chain = List.copyOf(chain);
        }
    }

    public Answers {
        latestFirst = List.copyOf(latestFirst);
        if (latestFirst.size() > MOST_NAMES) {
            throw new IllegalArgumentException(
                    "an address keeps at most " + MOST_NAMES + " names, had " + latestFirst.size());
        }
    }
}
