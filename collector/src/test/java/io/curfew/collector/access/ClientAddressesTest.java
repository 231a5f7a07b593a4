package io.curfew.collector.access;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.events.IpAddress;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientAddressesTest {
    private static final IpAddress PROXY = IpAddress.parse("198.51.100.7");
    private static final IpAddress CLIENT = IpAddress.parse("192.0.2.21");
    private static final IpAddress STRANGER = IpAddress.parse("203.0.113.9");
    private static final Map<String, String> BEHIND_A_PROXY = Map.of(
            "curfew.api.allowed-networks", "192.0.2.0/24,2001:db8:1::/48",
            "curfew.api.trusted-proxies", "198.51.100.7,2001:db8:f::/64");

    @Test
    void withoutProxiesTheConnectionAloneCounts() {
        ClientAddresses addresses = read(Map.of("curfew.api.allowed-networks", "192.0.2.0/24"));

        assertThat(addresses.of(STRANGER, List.of("192.0.2.21"))).contains(STRANGER);
    }

    @Test
    void aTrustedProxySaysForWhomItAsks() {
        ClientAddresses addresses = read(BEHIND_A_PROXY);

        assertThat(addresses.of(PROXY, List.of("192.0.2.21"))).contains(CLIENT);
        assertThat(addresses.of(PROXY, List.of())).contains(PROXY);
    }

    @Test
    void whatTheClientWroteItselfIsNotBelieved() {
        ClientAddresses addresses = read(BEHIND_A_PROXY);

        assertThat(addresses.of(PROXY, List.of("192.0.2.21, 203.0.113.9"))).contains(STRANGER);
        assertThat(addresses.of(PROXY, List.of("192.0.2.21", "203.0.113.9"))).contains(STRANGER);
        assertThat(addresses.of(STRANGER, List.of("192.0.2.21, 198.51.100.7"))).contains(STRANGER);
    }

    @Test
    void aChainOfTrustedProxiesIsFollowed() {
        ClientAddresses addresses = read(BEHIND_A_PROXY);

        assertThat(addresses.of(PROXY, List.of("203.0.113.9, 192.0.2.21, 2001:db8:f::3")))
                .contains(CLIENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.21:4711 | 192.0.2.21",
                "[2001:db8:1::5]:443 | 2001:db8:1::5",
                "2001:db8:1::5 | 2001:db8:1::5",
                "::ffff:192.0.2.21 | 192.0.2.21"
            })
    void addressesAreReadAsProxiesWriteThem(String written, String address) {
        assertThat(read(BEHIND_A_PROXY).of(PROXY, List.of(written))).contains(IpAddress.parse(address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.21;proto=https;by=203.0.113.43 | 192.0.2.21",
                "For=\"[2001:db8:1::5]:4711\" | 2001:db8:1::5",
                "for=192.0.2.99, for=203.0.113.9;proto=https | 203.0.113.9"
            })
    void theHeaderOfRfc7239IsRead(String written, String address) {
        ClientAddresses addresses = read(Map.of(
                "curfew.api.trusted-proxies", "198.51.100.7",
                "curfew.api.proxies-write-forwarded", "true"));

        assertThat(addresses.of(PROXY, List.of(written))).contains(IpAddress.parse(address));
    }

    @ParameterizedTest
    @CsvSource({"unknown", "_hidden", "''", "'192.0.2.21, '", "192.0.2.21.example.org"})
    void whatIsNoAddressIsNobodyAndNotAllowed(String written) {
        ClientAddresses addresses = read(BEHIND_A_PROXY);

        assertThat(addresses.of(PROXY, List.of(written))).isEmpty();
        assertThat(addresses.isAllowed(Optional.empty())).isFalse();
    }

    @Test
    void onlyTheNamedNetworksAreAllowed() {
        ClientAddresses addresses = read(BEHIND_A_PROXY);

        assertThat(addresses.isAllowed(Optional.of(CLIENT))).isTrue();
        assertThat(addresses.isAllowed(Optional.of(IpAddress.parse("2001:db8:1:2::9"))))
                .isTrue();
        assertThat(addresses.isAllowed(Optional.of(STRANGER))).isFalse();
        assertThat(addresses.isAllowed(Optional.of(PROXY))).isFalse();
        assertThat(addresses.isAllowed(Optional.of(IpAddress.parse("2001:db8:2::9"))))
                .isFalse();
    }

    @Test
    void everybodyIsAllowedWhereNoNetworkIsNamed() {
        ClientAddresses addresses = read(Map.of());

        assertThat(addresses.isAllowed(Optional.of(STRANGER))).isTrue();
        assertThat(addresses.isAllowed(Optional.empty())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1/24", "192.0.2.0/33", "lan", "192.0.2.0/", "2001:db8::/129"})
    void aNetworkThatIsNoneIsToldAtTheStart(String network) {
        assertThatThrownBy(() -> read(Map.of("curfew.api.allowed-networks", network)))
                .hasStackTraceContaining("curfew.api.allowed-networks")
                .hasStackTraceContaining(network.contains("/") ? network.substring(0, network.indexOf('/')) : network);
    }

    private static ClientAddresses read(Map<String, String> properties) {
        return new ClientAddresses(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(CollectorConfiguration.class));
    }
}
