package io.curfew.sensor.configuration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class TimeSpanTest {
    @Test
    void isReadWithItsUnit() {
        assertThat(TimeSpan.parse("7 d")).isEqualTo(Duration.ofDays(7));
        assertThat(TimeSpan.parse("36h")).isEqualTo(Duration.ofHours(36));
        assertThat(TimeSpan.parse("5 min")).isEqualTo(Duration.ofMinutes(5));
        assertThat(TimeSpan.parse("90 s")).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 d", "36 h", "5 min", "90 s", "0 s"})
    void isWrittenAsItIsRead(String text) {
        assertThat(TimeSpan.text(TimeSpan.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "d", "-7 d", "7 days", "1.5 h", ""})
    void refusesWhatHasNoUnitOrIsNoWholeNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSpan.parse(text))
                .withMessageContaining("like 7 d");
    }
}
