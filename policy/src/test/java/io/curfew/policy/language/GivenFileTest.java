package io.curfew.policy.language;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reading says of the files that it was given. */
final class GivenFileTest {
    private static final String POLICY = """
            curfew: 1
            sites: [ { id: lisbon } ]
            lists: [ { id: ads, file: ads.txt, format: adblock } ]
            """;

    private static Map<String, String> digests(String list) {
        GivenFiles files = new GivenFiles(Map.of("ads.txt", GivenFile.of(list), "unused.txt", GivenFile.of("more")));
        return ((PolicyReading.Accepted) PolicyReader.read(1, Map.of("p.yaml", POLICY), files)).files();
    }

    @Test
    void filesThatThePolicyNamesAreToldByWhatTheySay() {
        assertThat(digests("||ads.example^\n")).containsOnlyKeys("ads.txt").isEqualTo(digests("||ads.example^\n"));
        assertThat(digests("||ads.example^\n")).isNotEqualTo(digests("||more.example^\n"));
    }

    @Test
    void commentsOfAListSayNothing() {
        assertThat(digests("! Monday\n||ads.example^\n # a\n"))
                .isEqualTo(digests("# Tuesday\n\t! b\n||ads.example^\n"));
    }

    @Test
    void aLineEndsWithACarriageReturnToo() {
        assertThat(digests("! Monday\r||ads.example^\r"))
                .isEqualTo(digests("! Tuesday\r||ads.example^\r"))
                .isNotEqualTo(digests("! Monday\r||ads.example^\r||more.example^\r"));
    }
}
