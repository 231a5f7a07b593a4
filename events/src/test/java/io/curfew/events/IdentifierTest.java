package io.curfew.events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class IdentifierTest {

    @ParameterizedTest
    @ValueSource(strings = {"lisbon", "a", "4", "holiday-flat-2"})
    void lettersDigitsAndInnerHyphensMakeAnIdentifier(String text) {
        assertThat(new SiteId(text)).hasToString(text);
        assertThat(new SensorId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lisbon", "-a", "a-", "a b", "a/b", "*", "café"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SiteId(text)).withMessageContaining("\"" + text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SensorId(text))
                .withMessageContaining("\"" + text);
    }

    @Test
    void sixtyThreeCharactersAreTheMost() {
        assertThat(new SiteId("a".repeat(63)).value()).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> new SiteId("a".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SensorId("a".repeat(64)));
    }
}
