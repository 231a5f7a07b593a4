package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about the site as a whole.
 *
 * @param firstSeen event time of the first observation
 * @param firstQuestion event time of the first DNS question; absent while there was none
 * @param forgotAnswerOf event time of the latest answer that had to make room; absent while none had
 * @param routers MAC addresses that forward packets of others, the first one seen first, at most {@value #MOST_ROUTERS}
 * @param published event time at which dossiers were last published
 * @param evicted rows that made room, by table
 * @param advertisedResolvers DNS servers that router advertisements named, at most {@value #MOST_RESOLVERS}
 * @param latest the latest event time of any observation, written down each ten seconds
 */
public record SiteFacts(
        Instant firstSeen,
        @Nullable Instant firstQuestion,
        @Nullable Instant forgotAnswerOf,
        List<MacAddress> routers,
        Instant published,
        Map<String, Long> evicted,
        List<IpAddress> advertisedResolvers,
        Instant latest) {
    private static final int MOST_RESOLVERS = 16;
    /** The most routers that a site keeps. */
    public static final int MOST_ROUTERS = 64;

    public SiteFacts {
        routers = List.copyOf(routers);
        evicted = Map.copyOf(evicted);
        // A row that an earlier version wrote has neither.
        advertisedResolvers = advertisedResolvers == null ? List.of() : List.copyOf(advertisedResolvers);
        latest = latest == null ? published : latest;
    }

    /** The facts of a site of which nothing was seen before {@code moment}. */
    public static SiteFacts since(Instant moment) {
        return new SiteFacts(moment, null, null, List.of(), moment, Map.of(), List.of(), moment);
    }

    public SiteFacts withFirstQuestion(Instant moment) {
        return new SiteFacts(
                firstSeen, moment, forgotAnswerOf, routers, published, evicted, advertisedResolvers, latest);
    }

    public SiteFacts withPublished(Instant moment) {
        return new SiteFacts(
                firstSeen, firstQuestion, forgotAnswerOf, routers, moment, evicted, advertisedResolvers, latest);
    }

    public SiteFacts withLatest(Instant moment) {
        return new SiteFacts(
                firstSeen, firstQuestion, forgotAnswerOf, routers, published, evicted, advertisedResolvers, moment);
    }

    /** With one more router; where there are too many, the first one stays, and the one known longest after it goes. */
    public SiteFacts withRouter(MacAddress router) {
        List<MacAddress> more = new ArrayList<>(routers);
        if (more.size() == MOST_ROUTERS) {
            more.remove(1);
        }
        more.add(router);
        return new SiteFacts(
                firstSeen, firstQuestion, forgotAnswerOf, more, published, evicted, advertisedResolvers, latest);
    }

    /** With resolvers that a router named just now; those named longest ago make room. */
    public SiteFacts withResolvers(List<IpAddress> named) {
        List<IpAddress> more = new ArrayList<>(advertisedResolvers);
        more.removeAll(named);
        more.addAll(named);
        return new SiteFacts(
                firstSeen,
                firstQuestion,
                forgotAnswerOf,
                routers,
                published,
                evicted,
                more.subList(Math.max(0, more.size() - MOST_RESOLVERS), more.size()),
                latest);
    }

    SiteFacts withEviction(Table<?, ?> table, long rows, Instant latestGone) {
        Map<String, Long> more = new HashMap<>(evicted);
        more.merge(table.name(), rows, Long::sum);
        boolean answers = table == Table.ANSWERS_TO_SITE;
        return new SiteFacts(
                firstSeen,
                firstQuestion,
                answers ? latestGone : forgotAnswerOf,
                routers,
                published,
                more,
                advertisedResolvers,
                latest);
    }
}
