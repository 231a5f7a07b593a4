package io.curfew.sensor.device;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AnnouncementsTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final String CAMERA = "02:00:00:00:00:21";
    private static final String PLUG = "02:00:00:00:00:33";

    private final List<AnnouncementObservation> reported = new ArrayList<>();
    private final Announcements announcements = new Announcements(5, reported::add);

    @Test
    void theSameIsReportedOnceAnHour() {
        announce(CAMERA, "Camera", "Cam 2", NOON);
        announce(CAMERA, "Camera", "Cam 2", NOON.plus(Duration.ofHours(1)).minusNanos(1));
        assertThat(reported).hasSize(1);
        assertThat(announcements.repeated()).isEqualTo(1);

        announce(CAMERA, "Camera", "Cam 2", NOON.plus(Duration.ofHours(1)));
        announce(CAMERA, "Camera", "Cam 2", NOON.plus(Duration.ofHours(1)).plusSeconds(1));
        assertThat(reported).hasSize(2);
        assertThat(announcements.forgotten()).isZero();
    }

    @Test
    void whatWasReportedWhileTheClockWasAheadHidesNothingOnceItIsRight() {
        announce(CAMERA, "Camera", "Cam 2", NOON.plus(Duration.ofDays(365)));

        announcements.startAnew();
        announce(CAMERA, "Camera", "Cam 2", NOON);

        assertThat(reported).hasSize(2);
    }

    @Test
    void anotherDeviceNameModelOrHostIsNotTheSame() {
        announce(CAMERA, "Camera", null, NOON);
        announce(PLUG, "Camera", null, NOON);
        announce(CAMERA, "Plug", null, NOON);
        announce(CAMERA, "Camera", "Cam 2", NOON);
        announcements.accept(new AnnouncementObservation(
                NOON,
                new Endpoint(MacAddress.parse(CAMERA), IpAddress.parse("192.0.2.21"), 5353),
                "mdns",
                "Camera",
                null,
                null,
                new DomainName("camera.local"),
                80,
                List.of(),
                List.of()));

        assertThat(reported).hasSize(5);
    }

    @Test
    void whatWasReportedLongestAgoMakesRoomAndIsCounted() {
        for (int name = 0; name < 6; name++) {
            announce(CAMERA, "name " + name, null, NOON.plusSeconds(name));
        }
        assertThat(announcements.forgotten()).isEqualTo(1);

        announce(CAMERA, "name 5", null, NOON.plusSeconds(6));
        announce(CAMERA, "name 0", null, NOON.plusSeconds(6));

        assertThat(reported).hasSize(7);
        assertThat(announcements.forgotten()).isEqualTo(2);
    }

    @Test
    void whatIsOverMakesRoomWithoutBeingCounted() {
        for (int name = 0; name < 5; name++) {
            announce(CAMERA, "name " + name, null, NOON);
        }

        announce(CAMERA, "name 5", null, NOON.plus(Duration.ofHours(1)));

        assertThat(announcements.forgotten()).isZero();
    }

    @Test
    void whatIsMadeToShareItsHashIsReportedAllTheSame() {
        // By the hash that was used first, FNV-1a, which anybody can reckon back from.
        announce("06:38:0d:70:ae:a6", "aaxym", null, NOON);
        announce(CAMERA, "Camera", null, NOON);

        assertThat(reported).hasSize(2);
    }

    @Test
    void aDeviceThatAnnouncesWithoutEndPushesOutNobody() {
        List<AnnouncementObservation> heard = new ArrayList<>();
        Announcements many = new Announcements(4_096, heard::add);
        many.accept(announcement(PLUG, "Plug", null, NOON));
        for (int name = 0; name < 5_000; name++) {
            many.accept(announcement(CAMERA, "name " + name, null, NOON));
        }
        many.accept(announcement(PLUG, "Plug", null, NOON.plusSeconds(1)));

        assertThat(heard).hasSize(1 + Announcements.MOST_OF_A_DEVICE);
        assertThat(many.repeated()).isEqualTo(1);
        assertThat(many.forgotten()).isEqualTo(5_000 - Announcements.MOST_OF_A_DEVICE);

        many.accept(announcement(CAMERA, "name 4999", null, NOON.plus(Announcements.SILENCE)));

        assertThat(heard).hasSize(2 + Announcements.MOST_OF_A_DEVICE);
    }

    private void announce(String mac, String name, @Nullable String model, Instant at) {
        announcements.accept(announcement(mac, name, model, at));
    }

    private static AnnouncementObservation announcement(String mac, String name, @Nullable String model, Instant at) {
        Endpoint device = new Endpoint(MacAddress.parse(mac), IpAddress.parse("192.0.2.21"), 5353);
        return new AnnouncementObservation(at, device, "mdns", name, null, model);
    }
}
