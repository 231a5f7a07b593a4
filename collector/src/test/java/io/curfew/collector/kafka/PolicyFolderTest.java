package io.curfew.collector.kafka;

import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyFolderTest {
    private static final String POLICY = """
            curfew: 1
            sites: [ { id: lisbon } ]
            lists: [ { id: ads, file: lists/ads.txt } ]
            """;

    @TempDir
    Path folder;

    private static PolicyReading read(GivenFiles files) {
        return PolicyReader.read(1, Map.of("policy.yaml", POLICY), files);
    }

    private void putList(String inside) throws IOException {
        Path lists = Files.createDirectories(folder.resolve(inside));
        Files.writeString(lists.resolve("ads.txt"), "ads.example");
    }

    @Test
    void aFileIsFoundByItsPathAndLeftOutWhenItIsHidden() throws IOException {
        PolicyFolder files = new PolicyFolder(folder);
        putList("..data/lists");

        assertThat(read(files.look())).isInstanceOf(PolicyReading.Refused.class);
        putList("lists");
        assertThat(read(files.look())).isInstanceOf(PolicyReading.Accepted.class);
    }

    /** As Kubernetes lays out a volume whose items have paths. */
    @Test
    void aFolderBehindALinkIsLookedInto() throws IOException {
        PolicyFolder files = new PolicyFolder(folder);
        putList("..data/lists");
        Files.createSymbolicLink(folder.resolve("lists"), Path.of("..data/lists"));
        Files.createSymbolicLink(folder.resolve("again"), Path.of("."));

        assertThat(read(files.look())).isInstanceOf(PolicyReading.Accepted.class);
        assertThat(files.list()).extracting(PolicyFile::name).containsExactly("lists/ads.txt");
    }

    @Test
    void aFolderThatCannotBeReadIsLeftOut() throws IOException {
        PolicyFolder files = new PolicyFolder(folder);
        for (String closed : List.of("lost+found", ".hidden")) {
            Files.createDirectory(
                    folder.resolve(closed),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        }
        putList("lists");

        assertThat(read(files.look())).isInstanceOf(PolicyReading.Accepted.class);
    }

    @Test
    void aFolderThatGoesTakesItsFilesAlongAndBringsThemBack() throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        Files.createDirectory(mounted.resolve("lists"));
        Files.writeString(mounted.resolve("lists/ads.txt"), "ads.example");
        PolicyFolder files = new PolicyFolder(mounted);
        GivenFiles before = files.look();

        Files.move(mounted, folder.resolve("elsewhere"));
        assertThat(files.look().byName()).isEmpty();

        Files.move(folder.resolve("elsewhere"), mounted);
        assertThat(files.look().byName().get("lists/ads.txt"))
                .as("with all that was made of it")
                .isSameAs(before.byName().get("lists/ads.txt"));
    }

    @Test
    void aLinkThatEndsNowhereIsLeftOut() throws IOException {
        PolicyFolder files = new PolicyFolder(folder);
        Files.createSymbolicLink(folder.resolve("round.txt"), Path.of("round.txt"));
        Files.writeString(folder.resolve("ads.txt"), "ads.example");

        files.look();

        assertThat(files.list()).extracting(PolicyFile::name).containsExactly("ads.txt");
    }

    @Test
    void onlyAChangeGivesOtherFiles() throws IOException {
        PolicyFolder files = new PolicyFolder(folder);
        Path list = Files.writeString(folder.resolve("ads.txt"), "ads.example");

        GivenFiles first = files.look();
        GivenFiles again = files.look();
        Files.writeString(list, "ads.example\nmore.example");
        GivenFiles changed = files.look();
        Files.delete(list);

        assertThat(again).isSameAs(first);
        assertThat(changed).isNotSameAs(first);
        assertThat(files.look()).isNotSameAs(changed);
    }

    @Test
    void withoutAFolderThereAreNoFiles() {
        assertThat(new PolicyFolder(null).look()).isSameAs(GivenFiles.NONE);
        assertThat(new PolicyFolder(folder.resolve("none")).look()).isSameAs(GivenFiles.NONE);
    }
}
