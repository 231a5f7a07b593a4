package io.curfew.policy.language;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Names with asterisks: what they match, and that many of them cost little. */
final class NamePatternsTest {
    private static final int LOOK_UPS = 2_000;
    /** Tried one by one, 4,000 patterns take hundreds of times as long as four. */
    private static final double MOST_TIMES = 20;

    /** What an asterisk says, as a regular expression says it. */
    private static boolean matches(String pattern, String name) {
        String middle = pattern.replace(".", "\\.").replace("*", ".*");
        return Pattern.matches("(.*\\.)?" + middle, name);
    }

    private static String word(Random dice, String letters, int most) {
        StringBuilder word = new StringBuilder();
        for (int left = 1 + dice.nextInt(most); left > 0; left--) {
            word.append(letters.charAt(dice.nextInt(letters.length())));
        }
        return word.toString();
    }

    @Test
    void aPatternMatchesWhatItsRegularExpressionDoes() {
        Random dice = new Random(5);
        int matching = 0;
        for (int round = 0; round < 20_000; round++) {
            String pattern = word(dice, "ab.*", 6);
            String name = word(dice, "ab.", 8);
            boolean is = new NamePatterns(List.of(new NamePatterns.Pattern(pattern, 1))).marks(name) == 1;

            assertThat(is).as(pattern + " " + name).isEqualTo(matches(pattern, name));
            matching += is ? 1 : 0;
        }
        assertThat(matching).isBetween(1_000, 19_000);
    }

    @Test
    void theMarksOfAllThatMatchAreTold() {
        NamePatterns patterns = new NamePatterns(List.of(
                new NamePatterns.Pattern("ads*.example.org", 1),
                new NamePatterns.Pattern("*7.example.org", 2),
                new NamePatterns.Pattern("ads*", 4),
                new NamePatterns.Pattern("bads*", 8)));

        assertThat(patterns.marks("ads7.example.org")).isEqualTo(7);
        assertThat(patterns.marks("eu.ads.example.org")).isEqualTo(5);
        assertThat(patterns.marks("example.org")).isZero();
    }

    @Test
    void thousandsThatEndAlikeCostLittleMoreThanAFew() {
        double ratio = 1.0 * nanos(patterns(4_000)) / nanos(patterns(4));

        System.out.printf("4,000 patterns take %.1f times as long as 4%n", ratio);
        assertThat(ratio).isLessThan(MOST_TIMES);
    }

    private static NamePatterns patterns(int count) {
        return new NamePatterns(IntStream.range(0, count)
                .mapToObj(index -> new NamePatterns.Pattern(Integer.toString(index, 36) + "x*1.com", 1))
                .toList());
    }

    /** Of this thread alone, so that whoever else works on the machine is not measured; the second time counts. */
    private static long nanos(NamePatterns patterns) {
        long nanos = 0;
        for (int round = 0; round < 2; round++) {
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int index = 0; index < LOOK_UPS; index++) {
                assertThat(patterns.marks("www.some-shop.of-somebody" + index + ".com"))
                        .isZero();
            }
            nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
        }
        return nanos;
    }
}
