package io.curfew.stack.check;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AvailableMemoryTest {
    @Test
    void whatIsAvailableIsReadInBytes() {
        List<String> table = List.of("MemTotal:       24683520 kB", "MemFree:  100 kB", "MemAvailable:   2048 kB");

        assertThat(AvailableMemory.parse(table)).hasValue(2048L * 1024);
    }

    @Test
    void anOldKernelDoesNotTell() {
        assertThat(AvailableMemory.parse(List.of("MemTotal:       24683520 kB")))
                .isEmpty();
    }
}
