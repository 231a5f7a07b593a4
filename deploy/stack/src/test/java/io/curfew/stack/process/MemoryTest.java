package io.curfew.stack.process;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryTest {
    @Test
    void theProportionalShareIsReadInBytes() {
        List<String> rollup = List.of(
                "5581d6600000-7ffd3c9fe000 ---p 00000000 00:00 0                          [rollup]",
                "Rss:              155320 kB",
                "Pss:              142001 kB",
                "Pss_Dirty:        120000 kB");

        assertThat(Memory.parse(rollup)).hasValue(142_001L * 1024);
    }

    @Test
    void aProcessThatIsGoneHasNoMemory() {
        assertThat(Memory.bytesOf(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void thisProcessTakesMemory() {
        assertThat(Memory.bytesOf(ProcessHandle.current().pid()).orElseThrow()).isGreaterThan(1024 * 1024);
    }
}
