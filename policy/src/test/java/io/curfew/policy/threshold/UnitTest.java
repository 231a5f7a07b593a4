package io.curfew.policy.threshold;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Numbers with their suffixes. */
final class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "COUNT,30,30",
        "DURATION,30s,30",
        "DURATION,10m,600",
        "DURATION,24h,86400",
        "DURATION,7d,604800",
        "OCTETS,500kB,500000",
        "OCTETS,20MB,20000000",
        "OCTETS,1GB,1000000000",
        "SHARE,80%,80"
    })
    void aNumberIsReadInItsUnit(Unit unit, String text, long number) {
        assertThat(unit.parse(text)).isEqualTo(number);
        assertThat(unit.parse(unit.text(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "COUNT,0",
        "COUNT,-1",
        "COUNT,5m",
        "COUNT,99999999999999999999",
        "DURATION,5",
        "DURATION,5 m",
        "DURATION,999999999999d",
        "OCTETS,5",
        "OCTETS,GB",
        "SHARE,101%",
        "SHARE,50"
    })
    void whatIsNoNumberOfTheUnitIsRefused(Unit unit, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit.parse(text))
                .withMessageContaining("is wanted here, was \"" + text + "\"");
    }
}
