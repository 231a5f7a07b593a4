package io.curfew.events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class MacAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"02:00:00:00:00:21", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "fe:dc:ba:98:76:54"})
    void isWrittenAsItIsRead(String text) {
        assertThat(MacAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"02-00-5E-10-00-aB", "02:00:5E:10:00:AB"})
    void isReadWithHyphensAndCapitals(String text) {
        assertThat(MacAddress.parse(text)).hasToString("02:00:5e:10:00:ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02:00:00:00:00", "02:00:00:00:00:21:22", "0200.0000.0021", "02:00:00:00:00:2g", "2"})
    void refusesAnythingElseAndSaysWhatItWas(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacAddress.parse(text))
                .withMessageContaining("\"" + text + "\"");
    }

    @Test
    void hasNoMoreThan48Bits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(1L << 48));
    }

    @Test
    void knowsGroupsFromDevices() {
        assertThat(MacAddress.parse("01:00:5e:00:00:fb").isGroup()).isTrue();
        assertThat(MacAddress.parse("ff:ff:ff:ff:ff:ff").isGroup()).isTrue();
        assertThat(MacAddress.parse("02:00:00:00:00:21").isGroup()).isFalse();
    }

    @Test
    void knowsLocallyAdministeredAddresses() {
        assertThat(MacAddress.parse("02:00:00:00:00:21").isLocallyAdministered())
                .isTrue();
        assertThat(MacAddress.parse("00:00:5e:00:53:01").isLocallyAdministered())
                .isFalse();
    }

    @Test
    void anAddressThatNoMakerGaveOutIsRandomised() {
        assertThat(MacAddress.parse("da:a1:19:00:00:21").isRandomised()).isTrue();
        assertThat(MacAddress.parse("00:00:5e:00:53:01").isRandomised()).isFalse();
        assertThat(MacAddress.parse("33:33:00:00:00:01").isRandomised()).isFalse();
    }

    @Test
    void sortsByItsBits() {
        assertThat(MacAddress.parse("02:00:00:00:00:21")).isLessThan(MacAddress.parse("02:00:00:00:00:22"));
    }

    @Test
    void addressesAreEqualWhenTheirBitsAre() {
        assertThat(MacAddress.parse("02:00:00:00:00:21"))
                .isEqualTo(MacAddress.parse("02-00-00-00-00-21"))
                .hasSameHashCodeAs(MacAddress.parse("02-00-00-00-00-21"))
                .isNotEqualTo(MacAddress.parse("02:00:00:00:00:22"));
    }
}
