package io.curfew.collector.enrolment;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InvitationsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant HALF_PAST = NOON.plus(Duration.ofMinutes(30));
    private static final Invitation ATTIC = invitation("eth1");

    private Instant now = NOON;
    private final InstantSource time = () -> now;
    private final Invitations invitations = new Invitations(8, new InMemoryRegister(), time.withZone(ZoneOffset.UTC));

    private static Invitation invitation(String interfaceName) {
        return new Invitation(new SiteId("lisbon"), new SensorId("attic"), interfaceName, "olga", HALF_PAST);
    }

    @Test
    void aTokenIsGoodForOneUse() {
        String token = invitations.issue(ATTIC).orElseThrow();

        assertThat(invitations.redeem(token)).contains(ATTIC);
        assertThat(invitations.redeem(token)).isEmpty();
    }

    @Test
    void eachInvitationHasATokenOfItsOwnThatCannotBeGuessed() {
        String one = invitations.issue(ATTIC).orElseThrow();
        String other = invitations.issue(ATTIC).orElseThrow();

        assertThat(one).isNotEqualTo(other).hasSize(43);
        assertThat(invitations.redeem(one.substring(1))).isEmpty();
        assertThat(invitations.redeem("")).isEmpty();
    }

    @Test
    void aUseThatCameToNothingIsGivenBack() {
        String token = invitations.issue(ATTIC).orElseThrow();

        invitations.redeem(token).ifPresent(invitation -> invitations.giveBack(token, invitation));

        assertThat(invitations.redeem(token)).contains(ATTIC);
        assertThat(invitations.redeem(token)).isEmpty();
    }

    @Test
    void aTokenEndsWithItsInvitation() {
        String token = invitations.issue(ATTIC).orElseThrow();

        now = HALF_PAST;

        assertThat(invitations.redeem(token)).isEmpty();
    }

    @Test
    void tooManyAreRefusedUntilSomeHaveEnded() {
        invitations.issue(ATTIC);
        String second = invitations.issue(ATTIC).orElseThrow();

        assertThat(invitations.issue(ATTIC)).isEmpty();
        assertThat(invitations.redeem(second)).isPresent();

        assertThat(invitations.issue(ATTIC)).isPresent();
        now = HALF_PAST;
        assertThat(invitations.issue(ATTIC)).isPresent();
    }

    @Test
    void whoInvitesForASiteLeavesRoomForOthers() {
        while (invitations.issue(ATTIC).isPresent()) {
            // As many as there may be.
        }

        assertThat(invitations.issue(
                        new Invitation(new SiteId("porto"), new SensorId("attic"), "eth1", "rui", HALF_PAST)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eth0\nkafka: {}", "a b", "$(reboot)", "-i", "abcdefghijklmnop"})
    void whatIsNoInterfaceIsRefused(String name) {
        assertThatThrownBy(() -> invitation(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an interface is");
    }
}
