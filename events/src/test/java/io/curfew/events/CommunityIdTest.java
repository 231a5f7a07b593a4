package io.curfew.events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The values are those of the specification's own test files. */
class CommunityIdTest {
    @Test
    void bothDirectionsHaveTheSameId() {
        IpAddress client = IpAddress.parse("128.232.110.120");
        IpAddress server = IpAddress.parse("66.35.250.204");

        assertThat(CommunityId.of(0, 6, client, 34_855, server, 80, false)).isEqualTo("1:LQU9qZlK+B5F3KDmev6m5PMibrg=");
        assertThat(CommunityId.of(0, 6, server, 80, client, 34_855, false)).isEqualTo("1:LQU9qZlK+B5F3KDmev6m5PMibrg=");
    }

    @Test
    void anEchoAndItsReplyHaveTheSameId() {
        IpAddress client = IpAddress.parse("192.168.0.89");
        IpAddress server = IpAddress.parse("192.168.0.1");

        assertThat(CommunityId.of(0, 1, client, 8, server, 0, false)).isEqualTo("1:X0snYXpgwiv9TZtqg64sgzUn6Dk=");
        assertThat(CommunityId.of(0, 1, server, 0, client, 8, false)).isEqualTo("1:X0snYXpgwiv9TZtqg64sgzUn6Dk=");
    }

    @Test
    void anotherSeedGivesAnotherId() {
        IpAddress client = IpAddress.parse("128.232.110.120");
        IpAddress server = IpAddress.parse("66.35.250.204");

        assertThat(CommunityId.of(1, 6, client, 34_855, server, 80, false)).isEqualTo("1:3V71V58M3Ksw/yuFALMcW0LAHvc=");
    }

    @Test
    void aFlowThatGivesNoIdHasThatOfItsEnds() {
        FlowObservation flow = flow(Transport.TCP, "");

        assertThat(flow.communityId()).isEqualTo("1:LQU9qZlK+B5F3KDmev6m5PMibrg=");
    }

    @Test
    void aFlowThatGivesAnIdHasThat() {
        FlowObservation flow = flow(Transport.TCP, "1:3V71V58M3Ksw/yuFALMcW0LAHvc=");

        assertThat(flow.communityId()).isEqualTo("1:3V71V58M3Ksw/yuFALMcW0LAHvc=");
    }

    @ParameterizedTest
    @EnumSource(names = {"ICMP", "ICMPV6", "OTHER"})
    void aFlowWhoseEndsDoNotTellItsIdHasNoneButTheGiven(Transport transport) {
        FlowObservation flow = flow(transport, "");

        assertThat(flow.communityId()).isEmpty();
    }

    private static FlowObservation flow(Transport transport, String givenCommunityId) {
        return new FlowObservation(
                Instant.EPOCH,
                0,
                FlowObservation.Phase.START,
                new Endpoint(null, IpAddress.parse("128.232.110.120"), 34_855),
                new Endpoint(null, IpAddress.parse("66.35.250.204"), 80),
                true,
                List.of(),
                transport,
                0,
                0,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                givenCommunityId,
                null);
    }
}
