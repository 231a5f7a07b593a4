package io.curfew.sensor.flow;

import io.curfew.events.IpAddress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The values are those of the specification's own test files. */
class CommunityIdTest {
    private final CommunityId ids = new CommunityId();

    @Test
    void bothDirectionsHaveTheSameId() {
        IpAddress client = IpAddress.parse("128.232.110.120");
        IpAddress server = IpAddress.parse("66.35.250.204");

        assertThat(ids.of(client, server, 6, 34_855, 80, false)).isEqualTo("1:LQU9qZlK+B5F3KDmev6m5PMibrg=");
        assertThat(ids.of(server, client, 6, 80, 34_855, false)).isEqualTo("1:LQU9qZlK+B5F3KDmev6m5PMibrg=");
    }

    @Test
    void anEchoAndItsReplyHaveTheSameId() {
        IpAddress client = IpAddress.parse("192.168.0.89");
        IpAddress server = IpAddress.parse("192.168.0.1");

        assertThat(ids.of(client, server, 1, 8, 0, false)).isEqualTo("1:X0snYXpgwiv9TZtqg64sgzUn6Dk=");
        assertThat(ids.of(server, client, 1, 0, 8, false)).isEqualTo("1:X0snYXpgwiv9TZtqg64sgzUn6Dk=");
    }
}
