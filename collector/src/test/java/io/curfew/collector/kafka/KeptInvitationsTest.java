package io.curfew.collector.kafka;

import io.curfew.collector.enrolment.Invitation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Two collectors that read one topic. */
class KeptInvitationsTest {
    private static final Invitation ATTIC = new Invitation(
            new SiteId("lisbon"), new SensorId("attic"), "eth1", "olga", Instant.parse("2026-11-20T12:30:00Z"));
    private static final String KEY = "lisbon/attic/invitation/d1";

    private final List<KeptInvitations> readers = new ArrayList<>();
    private final KeptInvitations one = reader();
    private final KeptInvitations other = reader();

    private KeptInvitations reader() {
        KeptInvitations reader = new KeptInvitations(new KeptInvitations.Writer() {
            @Override
            public void write(String key, KeptInvitations.Line line) {
                readers.forEach(each -> each.take(key, line));
            }

            @Override
            public void send(String key, KeptInvitations.@Nullable Line line) {
                readers.forEach(each -> each.take(key, line));
            }
        });
        readers.add(reader);
        return reader;
    }

    @Test
    void whatOneKeepsAnotherLetsIn() {
        one.keep("d1", ATTIC);

        assertThat(other.open("d1")).contains(ATTIC);
        assertThat(other.use("d1", ATTIC)).isTrue();
        assertThat(one.open("d1")).isEmpty();
    }

    @Test
    void ofTwoWhoUseItAtOnceTheFirstOnTheTopicHasIt() {
        one.keep("d1", ATTIC);
        readers.forEach(reader -> reader.take(KEY, new KeptInvitations.Line(ATTIC, "by somebody a moment before")));

        assertThat(one.use("d1", ATTIC)).isFalse();
        assertThat(other.open("d1")).isEmpty();
    }

    @Test
    void aUseThatCameToNothingLeavesItOpenForAll() {
        one.keep("d1", ATTIC);
        one.use("d1", ATTIC);

        one.giveBack("d1", ATTIC);

        assertThat(other.use("d1", ATTIC)).isTrue();
    }

    @Test
    void whatIsForgottenIsForgottenEverywhere() {
        one.keep("d1", ATTIC);

        one.forget("d1", ATTIC);

        assertThat(other.all()).isEmpty();
    }
}
