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
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant A_MINUTE_LATER = NOON.plusSeconds(60);

    private final List<KeptInvitations> readers = new ArrayList<>();
    private final KeptInvitations one = reader();
    private final KeptInvitations other = reader();
    private @Nullable Instant came;
    private boolean isAway;

    private KeptInvitations reader() {
        KeptInvitations reader = new KeptInvitations(
                new KeptInvitations.Writer() {
                    @Override
                    public void write(String key, KeptInvitations.Line line) {
                        readers.forEach(each -> each.take(key, line));
                    }

                    @Override
                    public void send(String key, KeptInvitations.@Nullable Line line) {
                        if (!isAway) {
                            readers.forEach(each -> each.take(key, line));
                        }
                    }
                },
                (_, since) -> came != null && !came.isBefore(since));
        readers.add(reader);
        return reader;
    }

    @Test
    void whatOneKeepsAnotherLetsIn() {
        one.keep("d1", ATTIC);

        assertThat(other.open("d1", NOON)).contains(ATTIC);
        assertThat(other.use("d1", ATTIC, NOON)).isTrue();
        assertThat(one.open("d1", NOON)).isEmpty();
    }

    @Test
    void ofTwoWhoUseItAtOnceTheFirstOnTheTopicHasIt() {
        one.keep("d1", ATTIC);
        readers.forEach(
                reader -> reader.take(KEY, new KeptInvitations.Line(ATTIC, "by somebody a moment before", NOON)));

        assertThat(one.use("d1", ATTIC, NOON)).isFalse();
        assertThat(other.open("d1", NOON)).isEmpty();
    }

    @Test
    void aUseThatCameToNothingLeavesItOpenForAll() {
        one.keep("d1", ATTIC);
        one.use("d1", ATTIC, NOON);

        one.giveBack("d1", ATTIC);

        assertThat(other.use("d1", ATTIC, NOON)).isTrue();
    }

    @Test
    void aUseThatCameToNothingWhileKafkaWasAwayIsNoneForAllAMinuteLater() {
        one.keep("d1", ATTIC);
        one.use("d1", ATTIC, NOON);
        isAway = true;
        one.giveBack("d1", ATTIC);
        assertThat(other.open("d1", A_MINUTE_LATER.minusMillis(1))).isEmpty();

        assertThat(other.open("d1", A_MINUTE_LATER)).contains(ATTIC);
        assertThat(other.use("d1", ATTIC, A_MINUTE_LATER)).isTrue();
        assertThat(one.open("d1", A_MINUTE_LATER)).isEmpty();
    }

    @Test
    void aUseByWhichASensorCameStays() {
        one.keep("d1", ATTIC);
        one.use("d1", ATTIC, NOON);
        came = NOON.plusSeconds(1);

        assertThat(one.open("d1", A_MINUTE_LATER.plusSeconds(600))).isEmpty();
        assertThat(other.use("d1", ATTIC, A_MINUTE_LATER)).isFalse();
    }

    /** Of two uses the later line may be all that Kafka keeps. */
    @Test
    void aUseThatWasAMomentTooLateStaysOneWhereASensorCameByTheFirst() {
        came = NOON;
        one.take(KEY, new KeptInvitations.Line(ATTIC, "a moment too late", NOON.plusSeconds(1)));

        assertThat(one.open("d1", A_MINUTE_LATER.plusSeconds(1))).isEmpty();
    }

    @Test
    void whatIsForgottenIsForgottenEverywhere() {
        one.keep("d1", ATTIC);

        one.forget("d1", ATTIC);

        assertThat(other.all()).isEmpty();
    }
}
