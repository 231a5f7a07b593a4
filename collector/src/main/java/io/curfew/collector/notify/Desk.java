package io.curfew.collector.notify;

import io.curfew.collector.retry.Backoff;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers what one channel is to tell and tells it: at most one message in each stretch of time, and again until the
 * other side has taken or refused it. For one thread.
 */
final class Desk {
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);
    private static final Comparator<Change> SEVEREST_FIRST =
            Comparator.comparing((Change change) -> change.alert().severity()).reversed();

    private final Channel channel;
    private final Carrier carrier;
    private final ToldMemory memory;
    private final WaitingChanges waiting;
    private final ChannelJournal journal;
    private final Backoff backoff;
    private final Clock clock;
    /** The sites at which fewer alerts are open than the last message said, though that change was dropped. */
    private final Set<SiteId> forgone = new HashSet<>();

    private News news;
    private Wait wait = Wait.NONE;

    Desk(
            Channel channel,
            Carrier carrier,
            ToldMemory memory,
            WaitingChanges waiting,
            ChannelJournal journal,
            Backoff backoff,
            Clock clock) {
        this.channel = channel;
        this.carrier = carrier;
        this.memory = memory;
        this.waiting = waiting;
        this.journal = journal;
        this.backoff = backoff;
        this.clock = clock;
        this.news = new News(channel.filter(), Instant.MAX);
    }

    /** Begins anew, with what is written down in the memory: nothing waits. */
    void begin(Instant began) {
        waiting.clear();
        forgone.clear();
        journal.waiting(0, 0);
        news = new News(channel.filter(), began);
    }

    /** Takes note of an alert as it is now. */
    void accept(Alert alert) {
        Change pending = waiting.of(alert.id());
        Turn turn = news.of(alert, memory.of(alert.id()));
        if (pending != null) {
            replace(pending, alert, turn);
        } else if (turn != null) {
            add(turn, alert);
        }
    }

    private void add(Turn turn, Alert alert) {
        if (turn.isSilent() && !carrier.keepsState()) {
            memory.tell(alert);
        } else {
            put(new Change(turn, alert));
        }
    }

    /** A person who took note of a matter needs not be told; what is over before it was told is told all the same. */
    private void replace(Change pending, Alert alert, @Nullable Turn turn) {
        if (pending.turn().isSilent() || isTakenNoteOf(alert)) {
            waiting.remove(alert.id());
            journal.waiting(waiting.size(), 0);
            if (turn != null) {
                add(turn, alert);
            }
        } else {
            put(new Change(turn == null || turn.isSilent() ? pending.turn() : turn, alert));
        }
    }

    private static boolean isTakenNoteOf(Alert alert) {
        return switch (alert.state()) {
            case ACKNOWLEDGED, MUTED -> true;
            case OPEN, RESOLVED -> false;
        };
    }

    private void put(Change change) {
        Change dropped = waiting.put(change);
        journal.waiting(waiting.size(), dropped == null ? 0 : 1);
        if (dropped != null) {
            forgo(dropped.alert());
        }
    }

    /** What was told to be open and is not is counted no longer, though nobody is told so. */
    private void forgo(Alert alert) {
        if (alert.state() != Alert.State.OPEN && memory.of(alert.id()) != null) {
            memory.tell(alert);
            forgone.add(alert.site());
        }
    }

    /** True when nothing waits. */
    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** Tells what waits, when it is time. */
    void tellIfDue() throws InterruptedException {
        if (waiting.isEmpty() || !wait.isOver(clock.instant())) {
            return;
        }
        Delivery delivery = carrier.carry(notice());
        Instant now = clock.instant();
        switch (delivery) {
            case Delivery.Taken(@Nullable String trouble) -> {
                journal.taken(waiting.size(), trouble, now);
                settle(now);
            }
            case Delivery.Refused(String reason) -> {
                journal.refused(waiting.size(), reason, now);
                settle(now);
            }
            case Delivery.Away(String reason, @Nullable Duration wait) -> {
                journal.away(reason, now);
                this.wait = Wait.of(now, patience(wait));
            }
        }
    }

    private void settle(Instant now) {
        backoff.succeeded();
        waiting.all().forEach(change -> memory.tell(change.alert()));
        waiting.clear();
        forgone.clear();
        wait = Wait.of(now, channel.gather());
    }

    private Duration patience(@Nullable Duration wanted) {
        Duration own = backoff.afterFailure();
        if (wanted == null || wanted.compareTo(own) < 0) {
            return own;
        }
        return wanted.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : wanted;
    }

    private Notice notice() {
        List<Change> all = waiting.all();
        all.sort(SEVEREST_FIRST);
        int full = Math.min(all.size(), carrier.mostChanges());
        return new Notice(
                channel.name(),
                clock.instant(),
                false,
                all.subList(0, full),
                all.size() - full,
                waiting.dropped(),
                openAfter(all));
    }

    /** How many alerts are open once the changes are told, at each site that they, or dropped ones, are of. */
    private Map<SiteId, Integer> openAfter(List<Change> changes) {
        Map<SiteId, Integer> open = new HashMap<>();
        forgone.forEach(site -> open.put(site, memory.open(site)));
        for (Change change : changes) {
            Alert alert = change.alert();
            int before = open.computeIfAbsent(alert.site(), memory::open);
            open.put(alert.site(), before + opened(alert) - opened(memory.of(alert.id())));
        }
        return open;
    }

    private static int opened(Alert alert) {
        return alert.state() == Alert.State.OPEN ? 1 : 0;
    }

    private static int opened(@Nullable Told told) {
        return told != null && told.state() == Alert.State.OPEN ? 1 : 0;
    }
}
