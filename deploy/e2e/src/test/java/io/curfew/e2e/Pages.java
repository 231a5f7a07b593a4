package io.curfew.e2e;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the documentation tells people to type. */
final class Pages {
    private static final Pattern SHELL_BLOCK =
            Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    /** Needs somebody's password, and a network of theirs. */
    private static final Pattern AS_ROOT = Pattern.compile("^sudo .*\\n", Pattern.MULTILINE);
    /** The command that this test is a part of. */
    private static final Pattern TEST = Pattern.compile("^\\./curfew test\\n", Pattern.MULTILINE);
    /** The recordings break their policy on purpose: 3 says that there are findings. */
    private static final Pattern AUDIT = Pattern.compile("^(\\./curfew audit .*\\.pcap\\.gz)$", Pattern.MULTILINE);

    private static final String PORTS = "127.0.0.1:748";

    private Pages() {}

    /**
     * All {@code sh} blocks of a page as one script, in order.
     *
     * @param page the page's text
     * @param port the first port of the stack, for pages that spell the usual one out
     * @param runElsewhere commands that continuous integration runs by themselves
     */
    static String script(String page, int port, Set<String> runElsewhere) {
        String blocks = SHELL_BLOCK
                .matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining());
        String here =
                blocks.lines().filter(line -> !runElsewhere.contains(line)).collect(Collectors.joining("\n", "", "\n"));
        String runnable = TEST.matcher(AS_ROOT.matcher(here).replaceAll("")).replaceAll("");
        return AUDIT.matcher(runnable)
                .replaceAll("{ $1; } && exit 1 || test \\$? = 3")
                .replace(PORTS, "127.0.0.1:" + port / 10);
    }
}
