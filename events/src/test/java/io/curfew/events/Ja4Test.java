package io.curfew.events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class Ja4Test {
    private static final String BROWSER = "t13d1516h2_8daaf6152771_e5627efa2ab1";

    @Test
    void aFingerprintIsItsText() {
        assertThat(new Ja4(BROWSER)).isEqualTo(new Ja4(BROWSER)).hasToString(BROWSER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t13d1516h2",
                "t13d1516h2_8daaf6152771_e5627efa2ab12",
                "t13d1516h2-8daaf6152771-e5627efa2ab1",
                "8daaf6152771_t13d1516h2_e5627efa2ab1"
            })
    void whatHasOtherPartsIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ja4(text)).withMessageContaining(text);
    }
}
