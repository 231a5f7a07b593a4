package io.curfew.policy.essential;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.YearMonth;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What devices cannot do without. */
final class EssentialsTest {
    private final Essentials essentials = Essentials.shipped();

    @ParameterizedTest
    @CsvSource({
        "roborock-vacuum,ot.io.mi.com,https,ot.io.mi.com",
        ",de.ots.io.mi.com,udp/8053,ots.io.mi.com",
        "tasmota-5A3F,pool.example.org,ntp,ntp",
        "Tasmota-5A3F,,ntp,ntp",
        "homeassistant,,dot,dot"
    })
    void whatADeviceNeedsIsFoundByNameOrByServiceOfItsKind(
            @Nullable String hostname, @Nullable String peer, String service, String essential) {
        Essential found = essentials.find(hostname, peer == null ? null : new DomainName(peer), service);

        assertThat(Optional.ofNullable(found).map(Essential::subject)).contains(essential);
    }

    @ParameterizedTest
    @CsvSource({
        "lamp,pool.example.org,ntp",
        ",api.example.org,https",
        "tasmota-1,api.example.org,https",
        ",io.mi.com,https"
    })
    void whatNobodySaidIsNotFound(@Nullable String hostname, String peer, String service) {
        assertThat(essentials.find(hostname, new DomainName(peer), service)).isNull();
    }

    @Test
    void eachEntrySaysWhereAndWhenItWasSaid() {
        assertThat(essentials.entries()).hasSizeGreaterThan(5).allSatisfy(entry -> {
            assertThat(entry.source()).startsWith("github.com/");
            assertThat(YearMonth.parse(entry.when())).isBetween(YearMonth.of(2015, 1), YearMonth.of(2026, 11));
            assertThat(entry.sentence()).startsWith("Without ").contains(entry.devices(), entry.effect());
        });
    }

    @Test
    void aLineThatIsNoFactIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Essentials.read("a.example | lamps | fail"))
                .withMessageContaining("6 parts");
    }
}
