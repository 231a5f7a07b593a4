package io.curfew.e2e;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitecturePageTest {
    private static final Repository REPOSITORY = Repository.here();
    private static final Pattern PACKAGE_LINE =
            Pattern.compile("^\\| `(io\\.curfew\\.[a-z0-9.]+)` \\|", Pattern.MULTILINE);
    private static final Pattern PACKAGE_DECLARATION =
            Pattern.compile("^package (io\\.curfew[a-z0-9.]*);", Pattern.MULTILINE);

    @Test
    void theArchitecturePageNamesEveryPackageAndNoOther() {
        List<String> packages =
                REPOSITORY
                        .files(path -> path.endsWith("package-info.java")
                                && path.toString().contains("src/main/java"))
                        .stream()
                        .map(path -> REPOSITORY.read(
                                REPOSITORY.root().relativize(path).toString()))
                        .map(source -> first(PACKAGE_DECLARATION.matcher(source)))
                        .toList();

        List<String> named = PACKAGE_LINE
                .matcher(REPOSITORY.read("ARCHITECTURE.md"))
                .results()
                .map(line -> line.group(1))
                .toList();

        assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(packages);
    }

    private static String first(Matcher matcher) {
        if (!matcher.find()) {
            throw new AssertionError("no package declaration found");
        }
        return matcher.group(1);
    }
}
