package io.curfew.policy.memory;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables stay within their capacity. */
final class RowsTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final HeapSiteMemory memory = new HeapSiteMemory();
    private final Rows rows = new Rows(memory);

    @Test
    void aFullTableForgetsTheEighthUsedLongestAgoAndCountsIt() {
        rows.put(Table.SITE, Table.ONLY, SiteFacts.since(NOON));
        int capacity = Table.ANSWERS_TO_SITE.capacity();

        for (int index = 0; index <= capacity; index++) {
            Instant at = NOON.plusSeconds(index);
            rows.put(Table.ANSWERS_TO_SITE, IpAddress.v4(index), answered(at, null));
        }

        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        assertThat(memory.size(Table.ANSWERS_TO_SITE)).isEqualTo(capacity + 1 - capacity / 8);
        assertThat(rows.get(Table.ANSWERS_TO_SITE, IpAddress.v4(capacity / 8 - 1)))
                .isNull();
        assertThat(rows.get(Table.ANSWERS_TO_SITE, IpAddress.v4(capacity / 8))).isNotNull();
        assertThat(facts).isNotNull();
        assertThat(facts == null ? null : facts.evicted()).containsEntry("answers-to-site", capacity / 8L);
        assertThat(facts == null ? null : facts.forgotAnswerOf()).isEqualTo(NOON.plusSeconds(capacity / 8 - 1));
    }

    @Test
    void whoFillsATableMakesRoomForTheOthers() {
        rows.put(Table.SITE, Table.ONLY, SiteFacts.since(NOON));
        int capacity = Table.ANSWERS_TO_DEVICES.capacity();
        AnswerKey quiet = new AnswerKey(new DeviceId("quiet"), IpAddress.v4(1));
        AnswerKey flooded = new AnswerKey(new DeviceId("flooding"), IpAddress.v4(1));
        AnswerKey latest = new AnswerKey(new DeviceId("flooding"), IpAddress.v4(capacity));

        rows.put(Table.ANSWERS_TO_DEVICES, quiet, answered(NOON, null));
        for (int index = 1; index <= capacity; index++) {
            rows.put(
                    Table.ANSWERS_TO_DEVICES,
                    new AnswerKey(new DeviceId("flooding"), IpAddress.v4(index)),
                    answered(NOON.plusSeconds(index), null));
        }

        assertThat(memory.size(Table.ANSWERS_TO_DEVICES)).isEqualTo(capacity + 1 - capacity / 8);
        assertThat(rows.get(Table.ANSWERS_TO_DEVICES, quiet)).isNotNull();
        assertThat(rows.get(Table.ANSWERS_TO_DEVICES, flooded)).isNull();
        assertThat(rows.get(Table.ANSWERS_TO_DEVICES, latest)).isNotNull();
    }

    @Test
    void whoFillsTheNamesOfTheSiteMakesRoomForTheOthers() {
        rows.put(Table.SITE, Table.ONLY, SiteFacts.since(NOON));
        int capacity = Table.ANSWERS_TO_SITE.capacity();

        rows.put(Table.ANSWERS_TO_SITE, IpAddress.v4(0), answered(NOON, new DeviceId("quiet")));
        for (int index = 1; index <= capacity; index++) {
            rows.put(
                    Table.ANSWERS_TO_SITE,
                    IpAddress.v4(index),
                    answered(NOON.plusSeconds(index), new DeviceId("flooding")));
        }

        assertThat(memory.size(Table.ANSWERS_TO_SITE)).isEqualTo(capacity + 1 - capacity / 8);
        assertThat(rows.get(Table.ANSWERS_TO_SITE, IpAddress.v4(0))).isNotNull();
        assertThat(rows.get(Table.ANSWERS_TO_SITE, IpAddress.v4(1))).isNull();
    }

    private static Answers answered(Instant at, @Nullable DeviceId by) {
        Answers.Answer answer = new Answers.Answer(new DomainName("a.example"), List.of(), at, at, at);
        return new Answers(List.of(answer), null, by);
    }

    @Test
    void drainingTakesEveryRow() {
        rows.put(Table.UNPUBLISHED, new DeviceId("b"), NOON);
        rows.put(Table.UNPUBLISHED, new DeviceId("a"), NOON);

        List<DeviceId> drained = rows.drain(Table.UNPUBLISHED, moment -> true);

        assertThat(drained).containsExactly(new DeviceId("a"), new DeviceId("b"));
        assertThat(memory.size(Table.UNPUBLISHED)).isZero();
    }
}
