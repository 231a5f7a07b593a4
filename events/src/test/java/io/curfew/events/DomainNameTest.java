package io.curfew.events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class DomainNameTest {
    private static final DomainName PARENT = new DomainName("example.org");

    @Test
    void isLowerCaseWithoutItsFinalDot() {
        assertThat(new DomainName("Cloud.EXAMPLE.org.")).isEqualTo(new DomainName("cloud.example.org"));
    }

    @Test
    void theRootIsEmpty() {
        assertThat(new DomainName(".")).hasToString("");
    }

    @Test
    void liesBelowItsParentsOnly() {
        assertThat(new DomainName("a.b.example.org").isBelow(PARENT)).isTrue();
        assertThat(new DomainName("badexample.org").isBelow(PARENT)).isFalse();
        assertThat(PARENT.isBelow(PARENT)).isFalse();
        assertThat(new DomainName(".example.org").isBelow(PARENT)).isFalse();
    }

    @Test
    void isNoLongerThanDnsAllows() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DomainName("a".repeat(1_021)));
    }

    @Test
    void namesAreEqualWhateverTheirCase() {
        assertThat(new DomainName("Example.ORG."))
                .isEqualTo(new DomainName("example.org"))
                .hasSameHashCodeAs(new DomainName("example.org"))
                .isNotEqualTo(new DomainName("example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "example.org., example.org",
        "example.org.., example.org",
        ".., ''",
        "a\\., a\\.",
        "a\\.., a\\.",
        "a\\\\., a\\\\"
    })
    void finalDotsAreLeftOutUnlessTheyAreEscaped(String written, String name) {
        assertThat(new DomainName(written).value()).isEqualTo(name);
        assertThat(new DomainName(name)).isEqualTo(new DomainName(written));
    }
}
