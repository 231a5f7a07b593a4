package io.curfew.policy.memory;

import io.curfew.events.MacAddress;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

final class TenanciesTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final MacAddress FIRST = new MacAddress(1);
    private static final MacAddress SECOND = new MacAddress(2);
    private static final MacAddress THIRD = new MacAddress(3);

    @Test
    void aTenantHasTheAddressUntilTheNextOne() {
        Tenancies tenancies = Tenancies.of(said(FIRST, NOON))
                .with(said(THIRD, NOON.plusSeconds(20)))
                .with(said(SECOND, NOON));

        assertThat(tenancies.at(NOON.minusSeconds(1))).isEqualTo(FIRST);
        assertThat(tenancies.at(NOON)).isEqualTo(SECOND);
        assertThat(tenancies.at(NOON.plusSeconds(19))).isEqualTo(SECOND);
        assertThat(tenancies.at(NOON.plusSeconds(20))).isEqualTo(THIRD);
    }

    @Test
    void whoHasItAlreadyIsNoNewTenant() {
        Tenancies tenancies = Tenancies.of(said(FIRST, NOON)).with(said(SECOND, NOON));

        assertThat(tenancies.with(said(SECOND, NOON.plusSeconds(9)))).isEqualTo(tenancies);
    }

    @Test
    void theTenantOfLongestAgoMakesRoom() {
        Tenancies tenancies = Tenancies.of(said(FIRST, NOON));
        for (int index = 0; index < Tenancies.MOST; index++) {
            tenancies = tenancies.with(said(new MacAddress(10 + index), NOON.plusSeconds(index)));
        }

        assertThat(tenancies.latestFirst()).hasSize(Tenancies.MOST);
        assertThat(tenancies.at(NOON.minusSeconds(1))).isNull();
    }

    @Test
    void whoHadTheAddressByItsFramesAloneWasNotSaidToHaveIt() {
        Binding seen = new Binding(FIRST, Binding.Source.FRAME, NOON);
        Tenancies tenancies = Tenancies.of(seen).with(said(SECOND, NOON)).with(said(THIRD, NOON.plusSeconds(9)));

        assertThat(tenancies.wasSaidOf(FIRST)).isFalse();
        assertThat(tenancies.wasSaidOf(SECOND)).isTrue();
    }

    private static Binding said(MacAddress mac, Instant at) {
        return new Binding(mac, Binding.Source.NEIGHBOR, at);
    }
}
