package io.curfew.sensor.configuration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"0 B, 0", "17 B, 17", "1 KiB, 1024", "8MiB, 8388608", "2 GiB, 2147483648", "1536 KiB, 1572864"})
    void hasAUnit(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 B", "1023 B", "1 KiB", "1536 KiB", "8 MiB", "3 GiB"})
    void isWrittenAsItIsRead(String text) {
        assertThat(ByteSize.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "8 MB", "MiB", "-1 B", "1.5 MiB", "9999999999 B"})
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse(text));
    }
}
