package io.curfew.stack.part;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PortsTest {
    @Test
    void theDefaultPortsAreSixInARow() {
        assertThat(Ports.from(Ports.DEFAULT_BASE)).isEqualTo(new Ports(7480, 7481, 7482, 7483, 7484, 7485));
    }

    @Test
    void everyPortBelongsToAPart() {
        Ports ports = Ports.from(7480);

        assertThat(Part.values())
                .flatExtracting(ports::of)
                .containsExactlyInAnyOrder(7480, 7481, 7482, 7483, 7484, 7485);
    }

    @Test
    void aFirstPortThatLeavesNoRoomIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ports.from(65531)).withMessageContaining("65531");
        assertThatIllegalArgumentException().isThrownBy(() -> Ports.from(0)).withMessageContaining("was 0");
    }

    @Test
    void portsThatAreTheSameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ports(7480, 7480, 7482, 7483, 7484, 7485))
                .withMessageContaining("must differ");
    }
}
