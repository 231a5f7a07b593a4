package io.curfew.events.wire;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class SharedValuesTest {
    @Test
    void equalKeysGiveOneObject() {
        SharedValues<String, StringBuilder> values = new SharedValues<>(16, StringBuilder::new);

        StringBuilder first = values.of("vacuum.example");

        assertThat(values.of(String.valueOf("vacuum.example".toCharArray()))).isSameAs(first);
        assertThat(values.of("camera.example")).isNotSameAs(first).hasToString("camera.example");
    }

    @Test
    void aPlaceHoldsTheLatestAlone() {
        SharedValues<String, StringBuilder> values = new SharedValues<>(1, StringBuilder::new);
        StringBuilder first = values.of("vacuum.example");

        StringBuilder second = values.of("camera.example");

        assertThat(values.of("camera.example")).isSameAs(second);
        assertThat(values.of("vacuum.example")).isNotSameAs(first).hasToString("vacuum.example");
    }
}
