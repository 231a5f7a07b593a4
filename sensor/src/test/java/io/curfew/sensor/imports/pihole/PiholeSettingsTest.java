package io.curfew.sensor.imports.pihole;

import org.junit.jupiter.api.Test;

import java.net.URI;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class PiholeSettingsTest {
    @Test
    void aPasswordIsNotTakenWithTheUrlWhichTheStatusTells() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PiholeSettings(URI.create("http://admin:w1-secret@192.0.2.2"), null, null))
                .withMessageContaining("passwordFile")
                .withMessageNotContaining("w1-secret");
    }
}
