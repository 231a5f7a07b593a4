package io.curfew.events.json;

import io.curfew.events.DomainName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadableNameTest {
    @ParameterizedTest
    @CsvSource({
        "cloud.example.org, cloud.example.org",
        "caf\\195\\169.example, café.example",
        "living\\032room.example, living room.example",
        "j\\228ger.example, j\uFFFDger.example",
        "x\\237\\191y.example, x\uFFFDy.example",
        "x\\247\\191\\222y.example, x\uFFFD\uFFFDy.example",
        "x\\252\\189\\189\\189\\189\\189\\189.example, x\uFFFD\uFFFD.example",
        "x\\226\\130.example, x\uFFFD.example",
        "a\\.b\\\\c.example, a\\.b\\\\c.example",
        "bell\\007.example, bell\\007.example",
        "odd\\, odd\\",
    })
    void aNameIsShownAsTheTextThatItMostlyIs(String escaped, String shown) {
        assertThat(ReadableName.of(new DomainName(escaped))).isEqualTo(shown);
    }
}
