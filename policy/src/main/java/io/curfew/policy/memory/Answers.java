package io.curfew.policy.memory;

import io.curfew.events.DomainName;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The names under which an address was answered, latest first. Holds at most {@value #MOST_NAMES}: the name answered
 * longest ago makes room.
 *
 * @param latestFirst the names
 * @param upstream since when a server of the site was answered the address, as a DNS proxy is by the next one: that
 *     names it for nobody; absent when none was
 * @param by the only device that asked, where the row is the site\'s; absent when several did, or nobody knows who
 */
public record Answers(
        List<Answer> latestFirst,
        @Nullable Instant upstream,
        @Nullable DeviceId by) {
    /** The most names that are kept of one address. */
    public static final int MOST_NAMES = 8;

    /**
     * One name of an address.
     *
     * @param name the name asked for
     * @param chain the canonical names on the way to the address (CNAME), without {@code name}
     * @param at when it was answered last
     * @param until when it no longer counts
     * @param since when it was answered first, without having run out since
     */
    public record Answer(DomainName name, List<DomainName> chain, Instant at, Instant until, Instant since) {
        public Answer {
            chain = List.copyOf(chain);
            // A row that an earlier version wrote has none.
            since = since == null ? at : since;
        }
    }

    /** Names that devices were answered. */
    public Answers(List<Answer> latestFirst) {
        this(latestFirst, null, null);
    }

    public Answers {
        latestFirst = List.copyOf(latestFirst);
        if (latestFirst.size() > MOST_NAMES) {
            throw new IllegalArgumentException(
                    "an address keeps at most " + MOST_NAMES + " names, had " + latestFirst.size());
        }
    }
}
