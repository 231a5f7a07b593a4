package io.curfew.collector.correlate;

import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.Refusal;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.BatchWriter;
import io.curfew.events.wire.SensorKey;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import static io.curfew.collector.correlate.Seen.ATTIC;
import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.PORTO;
import static io.curfew.collector.correlate.Seen.THINGS_STAY_HOME;
import static io.curfew.collector.correlate.Seen.question;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose batches are taken. */
class SignedBatchesTest {
    private static final SensorId CELLAR = new SensorId("cellar");
    private static final KeyPair OF_ATTIC = pair();
    private static final KeyPair OF_CELLAR = pair();

    @TempDir
    private Path folder;

    private Bench strict;
    private Bench trusting;

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(SensorKey.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @BeforeEach
    void enrolBothSensors() {
        strict = new Bench(folder.resolve("strict"), SignatureDemand.REQUIRED);
        trusting = new Bench(folder.resolve("trusting"), SignatureDemand.ENROLLED);
        for (Bench bench : List.of(strict, trusting)) {
            bench.rule(1, THINGS_STAY_HOME);
            bench.sensors.enrol(enrolled(LISBON, ATTIC, OF_ATTIC));
            bench.sensors.enrol(enrolled(PORTO, CELLAR, OF_CELLAR));
        }
    }

    @AfterEach
    void tearDown() {
        strict.close();
        trusting.close();
    }

    private static EnrolledSensor enrolled(SiteId site, SensorId sensor, @Nullable KeyPair pair) {
        SensorKey key = pair == null ? null : new SensorKey(pair.getPublic());
        return new EnrolledSensor(site, sensor, key, "olga", NOON, null, null);
    }

    private static byte[] batch(SiteId site, SensorId sensor, long sequence) {
        return new BatchWriter().write(new ObservationBatch(site, sensor, "run-1", sequence, List.of(question(NOON))));
    }

    private static byte[] signed(KeyPair pair, byte[] batch) {
        return SensorKey.sign(pair.getPrivate(), batch);
    }

    private static List<String> taken(Bench bench) {
        return bench.judgedBatches().stream()
                .map(JudgedBatch::batch)
                .map(batch -> batch.site() + "/" + batch.sensor() + "/" + batch.sequence())
                .toList();
    }

    private static List<String> refused(Bench bench) {
        return bench.rejected().stream().map(SignedBatchesTest::reason).toList();
    }

    private static String reason(TestRecord<String, byte[]> line) {
        return new String(line.headers().lastHeader("curfew.reason").value(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(Bench bench, String reason) {
        assertThat(taken(bench)).isEmpty();
        assertThat(refused(bench)).containsExactly(reason);
        assertThat(bench.counted("batches.refused")).isEqualTo(1);
        assertThat(bench.counted("batches.received"))
                .isEqualTo(bench.counted("batches.correlated")
                        + bench.counted("batches.seen.before")
                        + bench.counted("batches.rejected"));
    }

    @Test
    void whatASensorHasSignedIsTaken() {
        byte[] batch = batch(LISBON, ATTIC, 0);

        strict.take("lisbon", batch, signed(OF_ATTIC, batch));

        assertThat(taken(strict)).containsExactly("lisbon/attic/0");
        assertThat(refused(strict)).isEmpty();
    }

    @Test
    void whatWasChangedAfterItWasSignedIsRefused() {
        byte[] signature = signed(OF_ATTIC, batch(LISBON, ATTIC, 0));

        strict.take("lisbon", batch(LISBON, ATTIC, 1), signature);

        assertRefused(strict, "the signature is not by this sensor's key");
    }

    @Test
    void anotherSensorsKeySignsNothingOfThisOne() {
        byte[] batch = batch(LISBON, ATTIC, 0);

        strict.take("lisbon", batch, signed(OF_CELLAR, batch));

        assertRefused(strict, "the signature is not by this sensor's key");
    }

    @Test
    void aSensorOfAnotherSiteWritesForNoOtherSite() {
        byte[] batch = batch(LISBON, CELLAR, 0);

        strict.take("lisbon", batch, signed(OF_CELLAR, batch));

        assertRefused(strict, "the batch is signed, but no key of this sensor is known");
    }

    @Test
    void aBatchOfOneSiteUnderTheKeyOfAnotherIsRefusedThoughItIsSigned() {
        byte[] batch = batch(LISBON, ATTIC, 0);

        strict.take("porto", batch, signed(OF_ATTIC, batch));

        assertThat(taken(strict)).isEmpty();
        assertThat(refused(strict)).containsExactly("the key is not the batch's site");
    }

    @Test
    void aBatchThatIsSentAgainCountsOnce() {
        byte[] batch = batch(LISBON, ATTIC, 0);

        strict.take("lisbon", batch, signed(OF_ATTIC, batch));
        strict.take("lisbon", batch, signed(OF_ATTIC, batch));

        assertThat(taken(strict)).containsExactly("lisbon/attic/0");
        assertThat(strict.counted("batches.seen.before")).isEqualTo(1);
    }

    @Test
    void aTruncatedSignatureIsNone() {
        byte[] batch = batch(LISBON, ATTIC, 0);

        strict.take("lisbon", batch, Arrays.copyOf(signed(OF_ATTIC, batch), 63));

        assertRefused(strict, "the signature is not by this sensor's key");
    }

    @Test
    void whatIsNotSignedIsRefusedWhereAllMustSign() {
        strict.take("porto", batch(PORTO, ATTIC, 0));

        assertRefused(strict, "the batch is not signed");
    }

    @Test
    void aSensorThatWasNeverEnrolledIsBelievedWhereOthersSign() {
        trusting.take("porto", batch(PORTO, ATTIC, 0));

        assertThat(taken(trusting)).containsExactly("porto/attic/0");
    }

    @Test
    void aSensorWithAKeyMustSignEverywhere() {
        trusting.take("lisbon", batch(LISBON, ATTIC, 0));

        assertRefused(trusting, "the batch is not signed");
    }

    @Test
    void aSensorThatWasEnrolledWithoutAKeyIsTakenOnlyWhereOthersAreBelieved() {
        for (Bench bench : List.of(strict, trusting)) {
            bench.sensors.enrol(enrolled(PORTO, ATTIC, null));
            bench.take("porto", batch(PORTO, ATTIC, 0));
        }

        assertThat(taken(trusting)).containsExactly("porto/attic/0");
        assertRefused(strict, "the batch is not signed");
    }

    @Test
    void nothingOfARevokedSensorIsTaken() {
        byte[] batch = batch(LISBON, ATTIC, 0);
        for (Bench bench : List.of(strict, trusting)) {
            bench.sensors.enrol(enrolled(LISBON, ATTIC, OF_ATTIC).revoked("ada", NOON));

            bench.take("lisbon", batch, signed(OF_ATTIC, batch));

            assertRefused(bench, "the sensor was revoked");
        }
    }

    @Test
    void aRevokedSensorThatNeverSignedIsRefusedToo() {
        trusting.sensors.enrol(enrolled(PORTO, ATTIC, null).revoked("ada", NOON));

        trusting.take("porto", batch(PORTO, ATTIC, 0));

        assertRefused(trusting, "the sensor was revoked");
    }

    @Test
    void aSensorThatWasEnrolledElsewhereAMomentAgoLosesNothing() {
        KeyPair loft = pair();
        byte[] batch = batch(PORTO, ATTIC, 0);
        strict.sensors.enrolElsewhere(enrolled(PORTO, ATTIC, loft));

        strict.take("porto", batch, signed(loft, batch));

        assertThat(taken(strict)).containsExactly("porto/attic/0");
    }

    @Test
    void whoMakesUpSignaturesHoldsNobodyUp() {
        for (int number = 0; number < 50; number++) {
            SensorId invented = new SensorId("invented-" + number);
            strict.take("lisbon", batch(LISBON, invented, 0), new byte[SensorKey.SIGNATURE_OCTETS]);
        }
        strict.letPass(Duration.ofSeconds(2));
        strict.take("lisbon", batch(LISBON, ATTIC, 0), new byte[SensorKey.SIGNATURE_OCTETS]);

        assertThat(refused(strict)).hasSize(51);
        assertThat(strict.sensors.questions()).isEqualTo(2);
    }

    @Test
    void whatIsNotSignedAsksNobody() {
        strict.take("porto", batch(PORTO, ATTIC, 0));

        assertThat(strict.sensors.questions()).isZero();
    }

    @Test
    void aRefusalIsToldOnceAMinute() {
        for (long sequence = 0; sequence < 5; sequence++) {
            strict.take("lisbon", batch(LISBON, ATTIC, sequence));
        }
        strict.letPass(Duration.ofSeconds(61));
        strict.take("lisbon", batch(LISBON, ATTIC, 5));

        assertThat(strict.sensors.told())
                .hasSize(2)
                .extracting(Refusal::reason)
                .containsOnly("the batch is not signed");
    }
}
