package io.curfew.collector.traffic;

import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Severity;
import io.curfew.policy.Verdict;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JudgedBatchTest {
    private static final Verdict ALLOWED = new Verdict.Allowed("things-stay-home");
    private static final Verdict VIOLATION =
            new Verdict.Violation("things-stay-home", Severity.HIGH, "to: internet", "Nothing allows it.", 3);

    private static List<byte[]> values(JudgedBatch batch) {
        return new JudgedBatchWriter().values(new BatchWriter().write(batch.batch()), batch);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        JudgedBatch batch = Judgements.batch(
                Judgements.question(ALLOWED),
                Judgements.question(VIOLATION),
                Judgements.question(new Verdict.Violation("other", Severity.LOW, null, "Nothing allows it.", 9)),
                Judgements.question(new Verdict.Allowed(null, "It cannot be judged.")),
                Judgements.answered("x"),
                Judgements.unknown());

        List<byte[]> values = values(batch);

        assertThat(values).map(JudgedBatchReader::read).containsExactly(batch);
    }

    @Test
    void aTextThatComesAgainIsWrittenOnce() {
        int one = values(Judgements.batch(Judgements.question(VIOLATION))).getFirst().length;
        int two = values(Judgements.batch(Judgements.question(VIOLATION), Judgements.question(VIOLATION)))
                .getFirst()
                .length;
        int seen = new BatchWriter()
                .write(Judgements.batch(Judgements.question(VIOLATION)).batch())
                .length;

        assertThat(two - one).isLessThan(seen + 32);
    }

    @Test
    void aBatchThatIsTooLargeBecomesSeveralValuesThatGoOnCounting() {
        JudgedObservation large = Judgements.answered("x".repeat(60_000));
        JudgedBatch batch = Judgements.batch(Collections.nCopies(100, large).toArray(JudgedObservation[]::new));

        List<byte[]> values = values(batch);

        assertThat(values)
                .hasSizeGreaterThan(1)
                .allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(JudgedBatchWriter.LARGEST_BYTES));
        List<String> ids = new ArrayList<>();
        for (byte[] value : values) {
            JudgedBatch part = JudgedBatchReader.read(value);
            for (int index = 0; index < part.judged().size(); index++) {
                ids.add(part.id(index));
            }
        }
        assertThat(ids)
                .hasSize(100)
                .doesNotHaveDuplicates()
                .startsWith("lisbon/attic/r/7/0")
                .endsWith("lisbon/attic/r/7/99");
    }

    @Test
    void whatIsNoJudgedBatchIsRefused() {
        byte[] nonsense = "{\"site\":\"lisbon\"}".getBytes(StandardCharsets.UTF_8);

        assertThatIllegalArgumentException().isThrownBy(() -> JudgedBatchReader.read(nonsense));
    }

    @Test
    void aBatchWithAnObservationThatNobodyJudgedIsRefused() {
        JudgedBatch one = Judgements.batch(Judgements.question(ALLOWED));
        JudgedBatch two = Judgements.batch(Judgements.question(ALLOWED), Judgements.question(ALLOWED));
        byte[] mixed = new JudgedBatchWriter()
                .values(new BatchWriter().write(two.batch()), one)
                .getFirst();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JudgedBatchReader.read(mixed))
                .withMessageContaining("2 observations, but 1 judged");
    }
}
