package io.curfew.sensor.imports.listen;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KernelDropsTest {
    private static final String LINE =
            "  512: 00000000:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000  0  0 81234 2 0000000000000000 37";

    @Test
    void theLastColumnOfAPortsLineIsWhatWasDropped() {
        assertThat(KernelDrops.drops(LINE, 2_055)).isEqualTo(37);
        assertThat(KernelDrops.drops(LINE, 2_056)).isZero();
        assertThat(KernelDrops.drops("  sl  local_address rem_address   st", 2_055))
                .isZero();
        assertThat(KernelDrops.drops("", 2_055)).isZero();
    }
}
