package io.curfew.sensor.name;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class ServerNamesTest {
    @ParameterizedTest
    @CsvSource({
        "camera.example, camera.example",
        "Camera.EXAMPLE., camera.example",
        "camera.example:8443, camera.example",
        "hass, hass",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "_mqtt.camera-1.example, _mqtt.camera-1.example",
        "3com.example, 3com.example"
    })
    void aNameIsCleaned(String sent, String name) {
        assertThat(ServerNames.read(octets(sent), 0, sent.length())).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.21",
                "192.0.2.21:80",
                "[2001:db8::1]",
                "[2001:db8::1]:443",
                "2001:db8::1",
                "camera..example",
                ".example",
                ".",
                ":443",
                "camera example",
                "camera.example/path",
                "*.example",
                "b\u00fccher.example"
            })
    void whatNoHostCanBeCalledIsNoName(String sent) {
        assertThat(ServerNames.read(octets(sent), 0, octets(sent).length)).isNull();
    }

    @Test
    void aNameHasNoMoreOctetsThanNamesHave() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(ServerNames.read(octets(longest), 0, 253)).hasToString(longest);
        assertThat(ServerNames.read(octets("b" + longest), 0, 254)).isNull();
        assertThat(ServerNames.read(octets("a" + label + ".example"), 0, 72)).isNull();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
