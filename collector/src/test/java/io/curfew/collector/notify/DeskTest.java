package io.curfew.collector.notify;

import io.curfew.collector.configuration.NotificationChannel.Kind;
import io.curfew.collector.retry.Backoff;
import io.curfew.collector.store.Samples;
import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.PORTO;
import static org.assertj.core.api.Assertions.assertThat;

class DeskTest {
    private static final Standing OPENED = Standing.opened(NOON);
    private static final Instant LATER = NOON.plusSeconds(3_600);
    private static final Duration GATHER = Duration.ofMinutes(1);

    private final FakeCarrier carrier = new FakeCarrier();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ChannelJournal journal = new ChannelJournal("phone", registry);
    private Instant now = NOON.plusSeconds(1);
    private ToldMemory memory = new ToldMemory(100, () -> {});
    private Desk desk = desk(SampleChannels.ALL);

    /** Takes every message, unless a test says otherwise for the next ones. */
    private static final class FakeCarrier implements Carrier {
        private final List<Notice> carried = new ArrayList<>();
        private final Deque<Delivery> next = new ArrayDeque<>();
        private boolean keepsState;
        private int attempts;

        @Override
        public int mostChanges() {
            return 3;
        }

        @Override
        public boolean keepsState() {
            return keepsState;
        }

        @Override
        public Delivery carry(Notice notice) {
            attempts++;
            Delivery delivery = next.isEmpty() ? Delivery.taken() : next.removeFirst();
            if (delivery instanceof Delivery.Taken) {
                carried.add(notice);
            }
            return delivery;
        }
    }

    private Desk desk(Filter filter) {
        return new Desk(
                SampleChannels.with(SampleChannels.channel(Kind.WEBHOOK, "https://phone.example.org"), filter),
                carrier,
                memory,
                new WaitingChanges(5),
                journal,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8)),
                ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    }

    @BeforeEach
    void theChannelBegan() {
        desk.begin(NOON.minusSeconds(1));
    }

    private static Samples.AlertBuilder alert(String id) {
        return Samples.alert(id, LISBON, CAMERA).standing(OPENED);
    }

    private void happens(Alert... alerts) throws InterruptedException {
        List.of(alerts).forEach(desk::accept);
        desk.tellIfDue();
    }

    private void passes(Duration time) throws InterruptedException {
        now = now.plus(time);
        desk.tellIfDue();
    }

    private List<String> told() {
        return carrier.carried.stream()
                .flatMap(notice -> notice.changes().stream())
                .map(change -> change.alert().id() + " " + change.turn().text())
                .toList();
    }

    private double counted(String what) {
        return registry.get("curfew.notifications." + what).functionCounter().count();
    }

    @Test
    void whatOpensIsToldAtOnceAndWhatHappensAgainIsNot() throws InterruptedException {
        happens(alert("a1").count(1).build());
        happens(alert("a1").count(2).build());
        passes(GATHER);
        happens(alert("a1").count(300).build());
        passes(GATHER);

        assertThat(told()).containsExactly("a1 opened");
    }

    @Test
    void aClockThatIsSetBackSilencesNoChannel() throws InterruptedException {
        happens(alert("a1").build());

        passes(Duration.ofDays(-1));
        happens(alert("a2").build());

        assertThat(told()).containsExactly("a1 opened", "a2 opened");
    }

    @Test
    void whatCameUpBeforeTheChannelIsOld() throws InterruptedException {
        happens(alert("a1").standing(Standing.opened(NOON.minusSeconds(60))).build());

        assertThat(told()).isEmpty();
    }

    @Test
    void aFloodIsOneMessageInEachStretchOfTime() throws InterruptedException {
        happens(alert("a0").build());
        for (int number = 1; number <= 5; number++) {
            happens(alert("a" + number)
                    .severity(number == 5 ? Severity.CRITICAL : Severity.LOW)
                    .build());
        }
        passes(GATHER.minusSeconds(1));
        assertThat(carrier.carried).hasSize(1);

        passes(Duration.ofSeconds(1));

        assertThat(told()).containsExactly("a0 opened", "a5 opened", "a1 opened", "a2 opened");
        assertThat(carrier.carried.getLast().more()).isEqualTo(2);
    }

    @Test
    void whoWaitsLongestIsDroppedAndCounted() throws InterruptedException {
        carrier.next.add(Delivery.away("it is away"));
        for (int number = 0; number < 7; number++) {
            happens(alert("a" + number).build());
        }
        passes(GATHER);

        assertThat(told()).containsExactly("a2 opened", "a3 opened", "a4 opened");
        assertThat(carrier.carried.getLast().more()).isEqualTo(2);
        assertThat(carrier.carried.getLast().dropped()).isEqualTo(2);
        assertThat(counted("dropped")).isEqualTo(2);
        assertThat(counted("told") + counted("dropped") + counted("refused")).isEqualTo(7);
    }

    @Test
    void whoIsAwayIsTriedAgainWithPatience() throws InterruptedException {
        for (int attempt = 0; attempt < 3; attempt++) {
            carrier.next.add(Delivery.away("it is away"));
        }
        happens(alert("a1").build());
        desk.tellIfDue();
        assertThat(carrier.attempts).isEqualTo(1);

        passes(Duration.ofSeconds(1));
        passes(Duration.ofSeconds(1));
        assertThat(carrier.attempts).isEqualTo(2);
        passes(Duration.ofSeconds(1));
        passes(Duration.ofSeconds(4));

        assertThat(carrier.attempts).isEqualTo(4);
        assertThat(told()).containsExactly("a1 opened");
        assertThat(counted("failures")).isEqualTo(3);
    }

    @Test
    void whoWantsToBeLeftAloneIsLeftAlone() throws InterruptedException {
        carrier.next.add(new Delivery.Away("busy", Duration.ofSeconds(30)));
        happens(alert("a1").build());

        passes(Duration.ofSeconds(29));
        assertThat(carrier.attempts).isEqualTo(1);
        passes(Duration.ofSeconds(1));

        assertThat(told()).containsExactly("a1 opened");
    }

    @Test
    void whatIsRefusedIsGivenUpAndCounted() throws InterruptedException {
        carrier.next.add(Delivery.refused("404"));
        happens(alert("a1").build());
        happens(alert("a1").count(9).build());
        passes(GATHER);

        assertThat(carrier.attempts).isEqualTo(1);
        assertThat(counted("refused")).isEqualTo(1);
        assertThat(desk.isIdle()).isTrue();
    }

    @Test
    void whomAMessageDidNotReachIsNotedThoughItIsTaken() throws InterruptedException {
        carrier.next.add(Delivery.takenInPart("gone@example.org: 550 no such mailbox"));
        happens(alert("a1").build());

        ChannelStatus status = journal.status();
        assertThat(told()).containsExactly("a1 opened");
        assertThat(status.lastReason()).isEqualTo("gone@example.org: 550 no such mailbox");
        assertThat(status.lastFailure()).isEqualTo(status.lastSuccess());
        assertThat(status.failsNow()).isFalse();
    }

    @Test
    void aPersonWhoTookNoteNeedsNotBeTold() throws InterruptedException {
        carrier.next.add(Delivery.away("it is away"));
        happens(alert("a1").build());
        happens(alert("a1").standing(OPENED.acknowledged("lia", LATER, "")).build());
        happens(alert("a2")
                .standing(OPENED.muted("lia", LATER, LATER.plusSeconds(60)))
                .build());
        passes(GATHER);

        assertThat(told()).isEmpty();
    }

    @Test
    void whatMattersMoreIsToldAgain() throws InterruptedException {
        happens(alert("a1").severity(Severity.LOW).build());
        passes(GATHER);
        happens(alert("a1").severity(Severity.CRITICAL).build());
        passes(GATHER);
        happens(alert("a1").severity(Severity.LOW).build());
        passes(GATHER);
        happens(alert("a1").severity(Severity.CRITICAL).build());

        assertThat(told()).containsExactly("a1 opened", "a1 risen");
    }

    @Test
    void whatIsMutedNoLongerIsTold() throws InterruptedException {
        Standing muted = OPENED.muted("lia", LATER, LATER.plusSeconds(60));
        happens(alert("a1").build());
        passes(GATHER);
        happens(alert("a1").standing(muted).build());
        passes(GATHER);
        happens(alert("a1").standing(muted.unmuted("", LATER.plusSeconds(60))).build());

        assertThat(told()).containsExactly("a1 opened", "a1 unmuted");
    }

    @Test
    void thatAnAcknowledgementIsTakenBackChangesStateAndIsToldToNoPerson() throws InterruptedException {
        Standing acknowledged = OPENED.acknowledged("lia", LATER, "");
        Alert again = alert("a1")
                .standing(acknowledged.unacknowledged("lia", LATER.plusSeconds(60)))
                .build();
        happens(alert("a1").build());
        passes(GATHER);
        happens(alert("a1").standing(acknowledged).build());
        passes(GATHER);
        happens(again);
        passes(GATHER);
        assertThat(told()).containsExactly("a1 opened");

        carrier.keepsState = true;
        happens(alert("a1").standing(acknowledged).build());
        passes(GATHER);
        happens(again);
        passes(GATHER);

        assertThat(told()).containsExactly("a1 opened", "a1 settled", "a1 unsettled");
        assertThat(carrier.carried.getLast().open()).isEqualTo(Map.of(LISBON, 1));
    }

    @Test
    void whatIsTakenBackBeforeItWasToldIsNotTold() throws InterruptedException {
        carrier.keepsState = true;
        Standing acknowledged = OPENED.acknowledged("lia", LATER, "");
        happens(alert("a1").build());
        happens(alert("a1").standing(acknowledged).build());
        happens(alert("a1").standing(acknowledged.unacknowledged("lia", LATER)).build());
        passes(GATHER);

        assertThat(told()).containsExactly("a1 opened");
        assertThat(desk.isIdle()).isTrue();
    }

    @Test
    void whatIsOverBeforeTheTakingBackWasToldIsSettled() throws InterruptedException {
        carrier.keepsState = true;
        Standing acknowledged = OPENED.acknowledged("lia", LATER, "");
        Standing open = acknowledged.unacknowledged("lia", LATER);
        happens(alert("a1").build());
        passes(GATHER);
        happens(alert("a1").standing(acknowledged).build());
        happens(alert("a1").standing(open).build());
        happens(alert("a1").standing(open.resolved("", LATER)).build());
        passes(GATHER);

        assertThat(told()).containsExactly("a1 opened", "a1 settled", "a1 settled");
        assertThat(carrier.carried.getLast().open()).isEqualTo(Map.of(LISBON, 0));
    }

    @Test
    void whatOpensAgainIsToldAgain() throws InterruptedException {
        Standing resolved = OPENED.resolved("", LATER);
        happens(alert("a1").build());
        passes(GATHER);
        happens(alert("a1").standing(resolved).build());
        passes(GATHER);
        happens(alert("a1")
                .standing(resolved.reopened("", LATER.plusSeconds(1)))
                .build());

        assertThat(told()).containsExactly("a1 opened", "a1 reopened");
    }

    @Test
    void thatItIsOverIsToldToWhoeverWishesSo() throws InterruptedException {
        desk = desk(new Filter(Severity.LOW, Set.of(), Set.of(), true));
        desk.begin(NOON.minusSeconds(1));
        Alert over = alert("a1").standing(OPENED.resolved("", LATER)).build();
        happens(alert("a1").build());
        passes(GATHER);
        happens(over);
        passes(GATHER);
        happens(over);
        happens(alert("never-told").standing(OPENED.resolved("", LATER)).build());
        passes(GATHER);

        assertThat(told()).containsExactly("a1 opened", "a1 resolved");
    }

    @Test
    void whatIsOverAndComesAgainWhileItIsMutedIsNotTold() throws InterruptedException {
        Standing muted = OPENED.muted("olga", NOON.plusSeconds(60), LATER);
        Standing over = muted.resolved(Standing.NOBODY, NOON.plusSeconds(120));
        happens(alert("a1").build());
        passes(GATHER);

        happens(alert("a1").standing(muted).build());
        happens(alert("a1").standing(over).build());
        passes(GATHER);
        happens(alert("a1")
                .standing(over.reopened(Standing.NOBODY, NOON.plusSeconds(180)))
                .build());
        passes(GATHER);
        happens(alert("a1").standing(over.reopened(Standing.NOBODY, LATER)).build());
        passes(GATHER);

        assertThat(told()).containsExactly("a1 opened", "a1 reopened");
    }

    @Test
    void whatWasOverBeforeItWasToldIsToldAllTheSame() throws InterruptedException {
        carrier.next.add(Delivery.away("it is away"));
        happens(alert("a1").build());
        happens(alert("a1").standing(OPENED.resolved("", LATER)).build());
        passes(GATHER);

        assertThat(told()).containsExactly("a1 opened");
        assertThat(carrier.carried.getFirst().changes().getFirst().alert().state())
                .isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void aFilterLetsThroughWhatItNames() throws InterruptedException {
        desk = desk(new Filter(Severity.HIGH, Set.of("lisbon"), Set.of("dns-bypass"), false));
        desk.begin(NOON.minusSeconds(1));
        happens(
                alert("a1").detection("dns-bypass").severity(Severity.HIGH).build(),
                alert("a2").detection("dns-bypass").severity(Severity.MEDIUM).build(),
                alert("a3").detection("scan").severity(Severity.HIGH).build(),
                Samples.alert("a4", PORTO, CAMERA)
                        .standing(OPENED)
                        .detection("dns-bypass")
                        .severity(Severity.HIGH)
                        .build());

        assertThat(told()).containsExactly("a1 opened");
    }

    @Test
    void whoKeepsStateIsToldHowManyAreOpen() throws InterruptedException {
        carrier.keepsState = true;
        happens(alert("a1").build(), alert("a2").build());
        passes(GATHER);
        happens(alert("a1").standing(OPENED.acknowledged("lia", LATER, "")).build());
        passes(GATHER);

        assertThat(told()).containsExactly("a1 opened", "a2 opened", "a1 settled");
        assertThat(carrier.carried).extracting(Notice::open).containsExactly(Map.of(LISBON, 2), Map.of(LISBON, 1));
    }

    @Test
    void whatIsOverIsNotOpenWhereWordOfItWasDropped() throws InterruptedException {
        carrier.keepsState = true;
        Standing over = OPENED.resolved("", LATER);
        happens(alert("a1").build());
        happens(Samples.alert("p1", PORTO, CAMERA).standing(OPENED).build());
        passes(GATHER);
        happens(alert("a1").standing(over).build());
        happens(Samples.alert("p1", PORTO, CAMERA).standing(over).build());
        for (int number = 2; number <= 6; number++) {
            happens(alert("a" + number).build());
        }
        passes(GATHER);

        assertThat(carrier.carried.getLast().dropped()).isEqualTo(2);
        assertThat(carrier.carried.getLast().open()).isEqualTo(Map.of(LISBON, 5, PORTO, 0));
    }

    @Test
    void whoGoesOnAfterACrashKnowsWhatWasTold() throws InterruptedException {
        happens(alert("a1").build());
        List<ToldMemory.Entry> written = memory.unwritten();

        memory = new ToldMemory(100, () -> {});
        written.forEach(entry -> memory.restore(entry.alert(), entry.told()));
        desk = desk(SampleChannels.ALL);
        desk.begin(NOON.minusSeconds(1));
        happens(alert("a1").count(7).build(), alert("a2").build());

        assertThat(told()).containsExactly("a1 opened", "a2 opened");
    }

    @Test
    void aFullMemoryForgetsWhoWasToldLongestAgo() {
        List<String> forgotten = new ArrayList<>();
        ToldMemory small = new ToldMemory(2, () -> forgotten.add("one"));

        small.tell(alert("a1").build());
        small.tell(alert("a2").build());
        small.tell(alert("a1").build());
        small.tell(alert("a3").build());

        assertThat(small.of("a2")).isNull();
        assertThat(small.of("a1")).isNotNull();
        assertThat(forgotten).hasSize(1);
        assertThat(small.unwritten()).contains(new ToldMemory.Entry("a2", null));
    }
}
