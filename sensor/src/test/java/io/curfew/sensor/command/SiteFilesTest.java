package io.curfew.sensor.command;

import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;
import io.curfew.sensor.DemoWatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

/** Where files were made, as people say it. */
final class SiteFilesTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final SiteId PORTO = new SiteId("porto");
    private static final Policy ONE_SITE = DemoWatch.policy("curfew: 1\nsites: [ { id: lisbon } ]\n");
    private static final Policy TWO_SITES = DemoWatch.policy("curfew: 1\nsites: [ { id: lisbon }, { id: porto } ]\n");

    private static SequencedMap<SiteId, List<Path>> sites(Policy policy, @Nullable String site, String... files)
            throws SiteFiles.Unclear {
        return SiteFiles.of(Stream.of(files).map(Path::of).toList(), site, policy);
    }

    private static List<Path> paths(String... files) {
        return Stream.of(files).map(Path::of).toList();
    }

    @Test
    void filesThatSayTheirSitesComeInTheOrderInWhichTheyWereNamed() throws SiteFiles.Unclear {
        assertThat(sites(TWO_SITES, null, "porto=1.pcap", "lisbon=/tmp/1.pcap", "porto=2.pcap", "lisbon=-"))
                .containsExactly(entry(PORTO, paths("1.pcap", "2.pcap")), entry(LISBON, paths("/tmp/1.pcap", "-")));
    }

    @Test
    void filesOfTheOnlySiteNeedNotSayIt() throws SiteFiles.Unclear {
        assertThat(sites(ONE_SITE, null, "1.pcap", "lisbon=2.pcap"))
                .containsExactly(entry(LISBON, paths("1.pcap", "2.pcap")));
    }

    @Test
    void theSiteThatIsChosenIsThatOfAllFiles() throws SiteFiles.Unclear {
        assertThat(sites(TWO_SITES, "porto", "1.pcap", "porto=2.pcap"))
                .containsExactly(entry(PORTO, paths("1.pcap", "2.pcap")));
    }

    @Test
    void whatCannotBeASiteIsTheNameOfAFile() throws SiteFiles.Unclear {
        assertThat(sites(ONE_SITE, null, "./lisbon=1.pcap", "Lisbon=1.pcap", "=1.pcap", "lisbon="))
                .containsExactly(entry(LISBON, paths("./lisbon=1.pcap", "Lisbon=1.pcap", "=1.pcap", "lisbon=")));
    }

    @Test
    void whatIsNoSiteOfThePolicyIsTheNameOfAFileWhereTheSiteIsChosen() throws SiteFiles.Unclear {
        assertThat(sites(TWO_SITES, "porto", "night=1.pcap")).containsExactly(entry(PORTO, paths("night=1.pcap")));
    }

    @Test
    void whatIsNoSiteOfThePolicyIsTheNameOfAFileThatIsThere() throws SiteFiles.Unclear, IOException {
        Path night = Files.createFile(Path.of("night=1.pcap"));
        try {
            assertThat(sites(ONE_SITE, null, "night=1.pcap")).containsExactly(entry(LISBON, List.of(night)));
        } finally {
            Files.delete(night);
        }
    }

    @Test
    void anUnknownSiteIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> sites(TWO_SITES, "faro", "1.pcap"))
                .isInstanceOf(SiteFiles.Unclear.class)
                .hasMessage("the policy has no site \"faro\", only lisbon, porto");
        assertThatThrownBy(() -> sites(TWO_SITES, null, "lisbon=1.pcap", "faro=1.pcap"))
                .isInstanceOf(SiteFiles.Unclear.class)
                .hasMessage("the policy has no site \"faro\", only lisbon, porto");
    }

    @Test
    void aFileOfAnotherSiteThanTheChosenIsRefused() {
        assertThatThrownBy(() -> sites(TWO_SITES, "porto", "1.pcap", "lisbon=2.pcap"))
                .isInstanceOf(SiteFiles.Unclear.class)
                .hasMessage("--site says porto, but lisbon=2.pcap is of another site: leave --site out, and say each"
                        + " file's site as SITE=FILE");
    }

    @Test
    void aFileThatDoesNotSayItsSiteIsRefused() {
        assertThatThrownBy(() -> sites(TWO_SITES, null, "lisbon=1.pcap", "2.pcap"))
                .isInstanceOf(SiteFiles.Unclear.class)
                .hasMessage("2.pcap: say the site of this file too, SITE=2.pcap with one of lisbon, porto");
        assertThatThrownBy(() -> sites(TWO_SITES, null, "1.pcap", "2.pcap"))
                .isInstanceOf(SiteFiles.Unclear.class)
                .hasMessage("the policy has several sites: choose one with --site, or say each file's as SITE=FILE:"
                        + " lisbon, porto");
    }
}
