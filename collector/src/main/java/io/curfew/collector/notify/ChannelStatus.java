package io.curfew.collector.notify;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How a channel does since its process started.
 *
 * @param waiting changes that wait to be told
 * @param told changes that were told
 * @param refused changes that the other side would not have
 * @param dropped changes that were dropped because too many waited
 * @param messages messages that the other side took
 * @param failures attempts that failed
 * @param lastSuccess when the other side took a message last; absent when never
 * @param lastFailure when an attempt failed last, or did not reach all receivers; absent when never
 * @param lastReason why, in one line; absent when none did
 */
public record ChannelStatus(
        int waiting,
        long told,
        long refused,
        long dropped,
        long messages,
        long failures,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastFailure,
        @Nullable String lastReason) {
    /** Nothing happened yet. */
    public static final ChannelStatus NEW = new ChannelStatus(0, 0, 0, 0, 0, 0, null, null, null);

    /** True when the last attempt failed. */
    public boolean failsNow() {
        return lastFailure != null && (lastSuccess == null || lastFailure.isAfter(lastSuccess));
    }

    ChannelStatus waiting(int now, long droppedMore) {
        return new ChannelStatus(
                now, told, refused, dropped + droppedMore, messages, failures, lastSuccess, lastFailure, lastReason);
    }

    ChannelStatus taken(int changes, @Nullable String trouble, Instant at) {
        return new ChannelStatus(
                0,
                told + changes,
                refused,
                dropped,
                messages + 1,
                failures,
                at,
                trouble == null ? lastFailure : at,
                trouble == null ? lastReason : trouble);
    }

    ChannelStatus away(String reason, Instant at) {
        return new ChannelStatus(waiting, told, refused, dropped, messages, failures + 1, lastSuccess, at, reason);
    }

    ChannelStatus refused(int changes, String reason, Instant at) {
        return new ChannelStatus(0, told, refused + changes, dropped, messages, failures + 1, lastSuccess, at, reason);
    }
}
