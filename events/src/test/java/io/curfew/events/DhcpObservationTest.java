package io.curfew.events;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class DhcpObservationTest {
    private static final MacAddress CAMERA = MacAddress.parse("02:00:00:00:00:21");
    private static final Endpoint SENDER = new Endpoint(CAMERA, IpAddress.parse("fe80::21"), 546);

    @ParameterizedTest
    @CsvSource({"4,ack,true", "6,reply,true", "4,reply,false", "6,ack,false", "4,offer,false", "6,advertise,false"})
    void onlyTheServersFinalWordAcknowledges(int version, String messageType, boolean acknowledges) {
        assertThat(message(version, messageType, null).isAcknowledgement()).isEqualTo(acknowledges);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "0A", "00:01"})
    void anIdentifierIsLowerCaseHexadecimal(String clientId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message(6, "solicit", clientId))
                .withMessageContaining(clientId);
    }

    @Test
    void thereAreTwoVersions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message(5, "solicit", null))
                .withMessageContaining("5");
    }

    private static DhcpObservation message(int version, String messageType, @Nullable String clientId) {
        return new DhcpObservation(
                Instant.EPOCH,
                version,
                messageType,
                CAMERA,
                SENDER,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                clientId,
                null,
                null,
                List.of(),
                List.of());
    }
}
