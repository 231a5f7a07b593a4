package io.curfew.collector.store.ecs;

import org.jspecify.annotations.Nullable;

/**
 * {@code curfew.verdict.*}.
 *
 * @param result {@code allowed}, {@code violation} or {@code unjudged}
 * @param rule the rule that allows or forbids it; absent when none speaks of it
 * @param severity the rule's severity; absent unless it is a violation
 * @param entry the deny entry that matched; absent when none did
 * @param why one sentence for a person; absent unless it is a violation, or a deny entry could not be judged
 */
public record TrafficVerdict(
        String result,
        @Nullable String rule,
        @Nullable String severity,
        @Nullable String entry,
        @Nullable String why) {}
