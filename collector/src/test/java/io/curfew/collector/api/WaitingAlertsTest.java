package io.curfew.collector.api;

import io.curfew.collector.api.WaitingAlerts.Change;
import io.curfew.collector.store.Samples;
import io.curfew.policy.Alert;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingAlertsTest {
    private final AtomicInteger missed = new AtomicInteger();
    private final WaitingAlerts waiting = new WaitingAlerts(3, missed::incrementAndGet);

    private static Alert alert(String id, long count) {
        return Samples.alert(id, Samples.LISBON, Samples.CAMERA).count(count).build();
    }

    private List<Change> told() {
        List<Change> told = new ArrayList<>();
        waiting.forEach(told::add);
        return told;
    }

    @Test
    void ofEachAlertTheLatestStateIsToldInItsFirstTurn() {
        waiting.add(alert("a", 1));
        waiting.add(alert("b", 1));
        waiting.add(alert("a", 2));
        waiting.add(alert("a", 3));

        assertThat(told()).containsExactly(new Change.Changed(alert("a", 3)), new Change.Changed(alert("b", 1)));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatChangesWhileItIsToldIsToldToo() {
        waiting.add(alert("a", 1));
        Iterator<Change> telling = waiting.iterator();
        telling.next();

        waiting.add(alert("a", 2));

        assertThat(telling.hasNext()).isTrue();
        assertThat(telling.next()).isEqualTo(new Change.Changed(alert("a", 2)));
        assertThat(telling.hasNext()).isFalse();
    }

    @Test
    void aFullHouseTakesChangesOfThoseThatWait() {
        waiting.add(alert("a", 1));
        waiting.add(alert("b", 1));
        waiting.add(alert("c", 1));
        waiting.add(alert("b", 2));

        assertThat(told())
                .containsExactly(
                        new Change.Changed(alert("a", 1)),
                        new Change.Changed(alert("b", 2)),
                        new Change.Changed(alert("c", 1)));
        assertThat(missed).hasValue(0);
    }

    @Test
    void moreThanThereIsRoomForIsToldAsMissedAndThenGoesOn() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            waiting.add(alert(id, 1));
        }

        assertThat(told())
                .containsExactly(
                        new Change.Missed(), new Change.Changed(alert("d", 1)), new Change.Changed(alert("e", 1)));
        assertThat(missed).hasValue(1);
    }
}
