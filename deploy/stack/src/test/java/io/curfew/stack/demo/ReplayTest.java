package io.curfew.stack.demo;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayTest {
    @Test
    void theSensorIsToldSiteRecordingSpeedAndBroker() {
        assertThat(Replay.configuration("lisbon", Path.of("/demo/lisbon.pcap.gz"), "127.0.0.1:7484", 10))
                .isEqualTo("""
                site: lisbon
                sensor: demo
                source:
                  capture: "/demo/lisbon.pcap.gz"
                  speed: 10
                kafka:
                  bootstrap: [127.0.0.1:7484]
                """);
    }
}
