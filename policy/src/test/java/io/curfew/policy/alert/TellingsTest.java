package io.curfew.policy.alert;

import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Rows;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class TellingsTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final Rows rows = new Rows(new HeapSiteMemory());
    private final Tellings tellings = new Tellings(rows);

    @Test
    void whatOnlyHappenedAgainIsToldOfAfterAPartOfItsAge() {
        tellings.later("old", toldAt(40));

        assertThat(tellings.take(NOON.plusSeconds(49))).isEmpty();
        assertThat(tellings.take(NOON.plusSeconds(50))).containsExactly("old");
        assertThat(tellings.take(NOON.plusSeconds(90))).isEmpty();
    }

    @Test
    void ofManyTheLongestDueComeFirstTwoAtATime() {
        tellings.later("last", toldAt(40));
        tellings.later("first", toldAt(8));
        tellings.later("then", toldAt(20));

        assertThat(tellings.take(NOON.plusSeconds(60))).containsExactly("first", "then");
        assertThat(tellings.take(NOON.plusSeconds(60))).containsExactly("last");
    }

    @Test
    void whatWasToldOfAtOnceIsNotToldOfAgainWhenItWouldHaveBeenDue() {
        tellings.later("alert", toldAt(8));
        tellings.atOnce("alert");
        assertThat(tellings.take(NOON.plusSeconds(9))).containsExactly("alert");

        assertThat(tellings.take(NOON.plusSeconds(10))).isEmpty();
        tellings.later("alert", toldAt(20));
        assertThat(tellings.take(NOON.plusSeconds(24))).isEmpty();
        assertThat(tellings.take(NOON.plusSeconds(25))).containsExactly("alert");
    }

    @Test
    void whatIsNewDoesNotCountAmongTheTwo() {
        tellings.later("one", toldAt(8));
        tellings.later("two", toldAt(8));
        tellings.atOnce("new");

        assertThat(tellings.take(NOON.plusSeconds(60))).containsExactly("new", "one", "two");
    }

    @Test
    void whoTakesOverTheMemoryTellsOfTheSame() {
        tellings.take(NOON);
        tellings.later("last", toldAt(40));
        tellings.later("first", toldAt(8));
        Tellings successor = new Tellings(rows);

        assertThat(successor.take(NOON.plusSeconds(49))).containsExactly("first");
        assertThat(successor.take(NOON.plusSeconds(50))).containsExactly("last");
    }

    @Test
    void atTheEndAllIsToldOfByItsName() {
        tellings.later("b", toldAt(40));
        tellings.later("a", toldAt(50));
        tellings.atOnce("new");

        assertThat(tellings.takeAll()).containsExactly("new", "a", "b");
        assertThat(tellings.take(NOON.plusSeconds(900))).isEmpty();
    }

    @Test
    void ofWhatLeavesNothingIsToldAnyMore() {
        tellings.atOnce("new");
        tellings.later("again", toldAt(8));

        assertThat(tellings.leave("new")).isTrue();
        assertThat(tellings.leave("again")).isTrue();
        assertThat(tellings.leave("again")).isFalse();
        assertThat(tellings.take(NOON.plusSeconds(60))).isEmpty();
        assertThat(tellings.takeAll()).isEmpty();
    }

    /** Has been known since noon, and was told of so many seconds later. */
    private static Occurrences toldAt(long seconds) {
        return Occurrences.none(NOON, NOON, Occurrences.hourOf(NOON)).toldAt(NOON.plusSeconds(seconds));
    }
}
