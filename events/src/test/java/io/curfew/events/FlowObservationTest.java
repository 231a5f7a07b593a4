package io.curfew.events;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FlowObservationTest {
    private static final Ja4 BROWSER = new Ja4("t13d1516h2_8daaf6152771_e5627efa2ab1");

    private static FlowObservation flow(Detail detail, @Nullable Integer initiatorTtl, @Nullable Ja4 ja4) {
        return new FlowObservation(
                Instant.EPOCH,
                7,
                FlowObservation.Phase.END,
                new Endpoint(null, IpAddress.parse("192.0.2.21"), 0),
                new Endpoint(null, IpAddress.parse("203.0.113.9"), 443),
                true,
                List.of(),
                Transport.TCP,
                0,
                0,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                "",
                null,
                detail,
                1,
                initiatorTtl,
                ja4);
    }

    @Test
    void aSingleFlowTellsTheMarksOfItsInitiator() {
        FlowObservation flow = flow(Detail.FULL, 64, BROWSER);

        assertThat(flow.initiatorTtl()).isEqualTo(64);
        assertThat(flow.ja4()).isEqualTo(BROWSER);
    }

    @ParameterizedTest
    @EnumSource(names = {"AGGREGATED", "COUNTS"})
    void aSumTellsNoMarks(Detail detail) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flow(detail, 64, null))
                .withMessageContaining(detail.text());
        assertThatIllegalArgumentException().isThrownBy(() -> flow(detail, null, BROWSER));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void aTtlHasOneOctet(int ttl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flow(Detail.FULL, ttl, null))
                .withMessageContaining("was " + ttl);
    }
}
