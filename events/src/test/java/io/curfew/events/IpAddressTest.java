package io.curfew.events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "2001:DB8::00A1, 2001:db8::a1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::, ::",
        "::1, ::1",
        "fe80::, fe80::",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "::ffff:c000:0201, ::ffff:192.0.2.1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "0:0:1:2:3:4:5:6, ::1:2:3:4:5:6",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::"
    })
    void isWrittenAsRfc5952Says(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "255.0.0.255", "2001:db8::ff00:42:8329", "::ffff:192.0.2.1", "::"})
    void itsOctetsGiveItBack(String text) {
        IpAddress address = IpAddress.parse(text);

        assertThat(IpAddress.of(address.octets())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "example.org", "192.0.2.256", "192.0.2.1/24", "2001:db8::g", "fe80::1%eth0", "1:2:3"})
    void refusesWhatIsNoLiteralAndSaysWhatItWas(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withMessageContaining("\"" + text + "\"");
    }

    @Test
    void hasFourOrSixteenOctets() {
        assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.of(new byte[5]));
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(false, 0, 1L << 32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "169.254.1.1",
                "127.0.0.1",
                "0.0.0.0",
                "224.0.0.251",
                "240.0.0.1",
                "255.255.255.255",
                "fe80::1",
                "fd00::1",
                "ff02::fb",
                "::1",
                "::"
            })
    void isNoInternetAddressWhenItStaysInside(String text) {
        assertThat(IpAddress.parse(text).isInternet()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.0.1, true",
        "169.255.0.1, false",
        "fe80::1, true",
        "febf::1, true",
        "fec0::1, false",
        "::a9fe:1, false"
    })
    void isLinkLocalWhenItHoldsOnItsSegmentOnly(String text, boolean isLinkLocal) {
        assertThat(IpAddress.parse(text).isLinkLocal()).isEqualTo(isLinkLocal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.51.100.7",
                "203.0.113.1",
                "172.32.0.1",
                "100.128.0.1",
                "169.253.0.1",
                "2001:db8::1",
                "8.8.8.8"
            })
    void isAnInternetAddressWhenItNamesOneHostOutside(String text) {
        assertThat(IpAddress.parse(text).isInternet()).isTrue();
    }

    @Test
    void sortsVersion4BeforeVersion6AndByUnsignedBits() {
        assertThat(IpAddress.parse("255.255.255.255")).isLessThan(IpAddress.parse("::"));
        assertThat(IpAddress.parse("10.0.0.1")).isLessThan(IpAddress.parse("192.0.2.1"));
        assertThat(IpAddress.parse("2001:db8::1")).isLessThan(IpAddress.parse("ff02::1"));
    }

    @Test
    void addressesAreEqualWhenTheirFamilyAndBitsAre() {
        assertThat(IpAddress.parse("192.0.2.1"))
                .isEqualTo(IpAddress.parse("192.0.2.1"))
                .hasSameHashCodeAs(IpAddress.parse("192.0.2.1"))
                .isNotEqualTo(IpAddress.parse("192.0.2.2"))
                .isNotEqualTo(IpAddress.parse("::c000:201"));
        assertThat(IpAddress.parse("2001:db8::1"))
                .isEqualTo(IpAddress.parse("2001:db8:0::1"))
                .hasSameHashCodeAs(IpAddress.parse("2001:db8:0::1"))
                .isNotEqualTo(IpAddress.parse("2001:db9::1"))
                .isNotEqualTo(IpAddress.parse("2001:db8::2"));
    }
}
