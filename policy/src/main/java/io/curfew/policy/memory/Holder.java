package io.curfew.policy.memory;

import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Who says by ARP or NDP that an address is theirs.
 *
 * @param mac who said so last
 * @param rightful who had it before anybody else claimed it
 * @param vlanIds the 802.1Q tags of the segment; of several with the same link-local address, the one where it was said
 *     last before anybody else claimed it
 * @param last when it was said last, to the minute while nobody else says so
 * @param since when it changed hands first; absent while it did not
 * @param changes how often it changed hands since
 * @param told when a person was told last; absent while nobody was
 */
public record Holder(
        MacAddress mac,
        MacAddress rightful,
        List<Integer> vlanIds,
        Instant last,
        @Nullable Instant since,
        int changes,
        @Nullable Instant told) {
    public Holder {
        vlanIds = List.copyOf(vlanIds);
    }

    /** An address that has one owner. */
    public static Holder undisputed(MacAddress mac, List<Integer> vlanIds, Instant moment) {
        return new Holder(mac, mac, vlanIds, moment, null, 0, null);
    }

    /** Said again by the same. */
    public Holder again(Instant moment) {
        return new Holder(mac, rightful, vlanIds, moment, since, changes, told);
    }

    /** Claimed by another; changes of longer than {@code windowSeconds} ago no longer count. */
    public Holder claimedBy(MacAddress another, Instant moment, long windowSeconds) {
        boolean isOld = since == null || moment.isAfter(since.plusSeconds(windowSeconds));
        return new Holder(
                another,
                isOld ? mac : rightful,
                vlanIds,
                moment,
                isOld ? moment : since,
                isOld ? 1 : changes + 1,
                told);
    }

    public Holder withTold(Instant moment) {
        return new Holder(mac, rightful, vlanIds, last, since, changes, moment);
    }

    /** With nothing at times that have yet to come. */
    public Holder noLaterThan(Instant now) {
        return new Holder(
                mac,
                rightful,
                vlanIds,
                Moments.earlier(last, now),
                Moments.earlierIfAny(since, now),
                changes,
                Moments.earlierIfAny(told, now));
    }
}
