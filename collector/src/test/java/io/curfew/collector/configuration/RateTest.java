package io.curfew.collector.configuration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RateTest {

    @Test
    void aRateIsReadAsItIsWritten() {
        assertThat(Rate.of("1200/1m")).isEqualTo(new Rate(1_200, Duration.ofMinutes(1)));
        assertThat(Rate.of("5/250ms")).isEqualTo(new Rate(5, Duration.ofMillis(250)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "0/1m", "-1/1m", "10/0s", "10/25h", "10/m", "ten/1m", "99999999999/1s"})
    void whatIsNoRateIsRefused(String text) {
        assertThatThrownBy(() -> Rate.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
