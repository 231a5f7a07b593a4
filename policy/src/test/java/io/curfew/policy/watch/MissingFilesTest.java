package io.curfew.policy.watch;

import io.curfew.policy.Verdict;
import io.curfew.policy.language.GivenFile;
import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Map;

import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** A policy that is in force while files that it names are not there. */
class MissingFilesTest {
    private static final Host CLOUD = Host.of("203.0.113.9").behind(ROUTER);
    private static final GivenFiles UNUSABLE = new GivenFiles(Map.of(
            "clouds.txt", new GivenFile(MissingFilesTest::fails), "lamp.json", new GivenFile(MissingFilesTest::fails)));

    private static byte[] fails() throws IOException {
        throw new IOException("the disk is broken");
    }

    private static PolicyReading.Accepted read(String rule, GivenFiles files) {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: 192.0.2.0/26 } ] } ]
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21" } ]
                lists: [ { id: clouds, file: clouds.txt } ]
                rules:
                  - { id: listed, subject: { devices: vacuum }, RULE }
                """.replace("RULE", rule);
        return switch (PolicyReader.readWithoutFiles(3, Map.of("p.yaml", text), files)) {
            case PolicyReading.Accepted accepted -> accepted;
            case PolicyReading.Refused refused -> throw new AssertionError(refused.mistakes());
        };
    }

    private static Verdict called(String rule) {
        Watched site = new Watched("lisbon", "curfew: 1", "sites: [ { id: lisbon } ]");
        site.adopt(read(rule, GivenFiles.NONE).policy());
        return site.verdict(flow(VACUUM, CLOUD, 443));
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow: [ { to: {list: clouds} } ]", "mud: lamp.json"})
    void whatAMissingFileMayAllowIsNotAllowedAndTheViolationSaysSo(String rule) {
        assertThat(called(rule))
                .isInstanceOfSatisfying(
                        Verdict.Violation.class,
                        violation -> assertThat(violation.why())
                                .endsWith("cannot be judged: the file that it needs was not given"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{list: clouds}", "{not: {list: clouds}}"})
    void whatAMissingListMayDenyIsNotDeniedAndTheVerdictSaysSo(String whom) {
        assertThat(called("deny: [ { to: " + whom + " } ]"))
                .isInstanceOfSatisfying(
                        Verdict.Allowed.class,
                        allowed -> assertThat(allowed.reservation()).contains("clouds", "cannot be judged"));
    }

    @Test
    void eachMissingFileIsAWarning() {
        assertThat(read("deny: [ { dns: lists/clouds } ], mud: lamp.json", GivenFiles.NONE)
                        .warnings())
                .extracting(Mistake::message)
                .contains("there is no list file \"clouds.txt\"", "there is no MUD file \"lamp.json\"");
    }

    @Test
    void aFileThatCannotBeUsedIsAWarning() {
        assertThat(read("deny: [ { dns: lists/clouds } ], mud: lamp.json", UNUSABLE)
                        .warnings())
                .extracting(Mistake::message)
                .filteredOn(message -> message.equals("the file cannot be read: the disk is broken"))
                .hasSize(2);
    }
}
