package io.curfew.sensor.device;

import io.curfew.events.AnnouncementObservation;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class SsdpReaderTest {
    private static final String HEAD = "NOTIFY * HTTP/1.1\r\nUSN: uuid:1\r\n";

    @ParameterizedTest
    @CsvSource({
        "http://192.0.2.21:49152/d.xml,192.0.2.21,49152",
        "HTTP://192.0.2.21/d.xml,192.0.2.21,80",
        "http://192.0.2.21:8080,192.0.2.21,8080",
        "http://[fe80::21%eth0]:80/d.xml,fe80::21,80",
    })
    void aLocationTellsAddressAndPort(String url, String address, int port) {
        AnnouncementObservation announcement = readable(HEAD + "Location:" + url + "\r\n\r\n");

        assertThat(announcement.addresses()).singleElement().hasToString(address);
        assertThat(announcement.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://camera.local/d.xml", "ftp://192.0.2.21/", "http://", "http://192.0.2.21:99999/", "x", ""
            })
    void aLocationWithoutAddressTellsNothing(String url) {
        AnnouncementObservation announcement = readable(HEAD + "LOCATION: " + url + "\r\n\r\n");

        assertThat(announcement.addresses()).isEmpty();
        assertThat(announcement.port()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "M-SEARCH * HTTP/1.1\r\nUSN: uuid:1\r\n\r\n",
                "NOTIFY * HTTP/1.1\r\nNT: upnp:rootdevice\r\n\r\n",
                "NOTIFY * HTTP/1.1\r\nUSN:\r\n\r\n",
                "NOTIFY * HTTP/1.1",
                "NOTIFY",
                "",
                "HTTP/1.1 404 Not Found\r\nUSN: uuid:1\r\n\r\n"
            })
    void whatNamesNoDeviceAnnouncesNone(String message) {
        assertThat(read(message)).isNull();
    }

    @Test
    void headersWithoutEndAreReadToALimit() {
        String message = HEAD + "X: 1\r\n".repeat(10_000) + "SERVER: late\r\n\r\n";

        assertThat(readable(message).model()).isNull();
    }

    @Test
    void aValueWithoutEndIsCut() {
        AnnouncementObservation announcement = readable(HEAD + "SERVER: " + "x".repeat(60_000));

        assertThat(Objects.requireNonNull(announcement.model())).hasSize(256);
    }

    private static AnnouncementObservation readable(String message) {
        return Objects.requireNonNull(read(message));
    }

    private static @Nullable AnnouncementObservation read(String message) {
        PacketFacts packet = new PacketFacts();
        packet.payload = message.getBytes(StandardCharsets.UTF_8);
        packet.payloadLength = packet.payload.length;
        return SsdpReader.read(packet);
    }
}
