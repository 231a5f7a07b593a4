package io.curfew.e2e;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documentation tells people to type. */
final class Pages {
    private static final Pattern SHELL_BLOCK =
            Pattern.compile("^```sh\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private Pages() {}

    /** Every command line in the {@code sh} blocks of a page, in order; comments and empty lines left out. */
    static List<String> commands(String page) {
        return SHELL_BLOCK
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .flatMap(block -> Stream.of(block.split("\n")))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("```"))
                .toList();
    }
}
