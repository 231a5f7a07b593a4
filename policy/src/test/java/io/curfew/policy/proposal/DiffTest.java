package io.curfew.policy.proposal;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

final class DiffTest {

    @Test
    void itTellsWhatCameWithTheLinesAround() {
        String before = lines(1, 12);
        String after = before.replace("line 6\n", "line 6\nnew\n");

        assertThat(Diff.of(before, after)).isEqualTo("""
                @@ -4,6 +4,7 @@
                 line 4
                 line 5
                 line 6
                +new
                 line 7
                 line 8
                 line 9
                """);
    }

    @Test
    void placesFarApartAreToldApart() {
        String before = lines(1, 30);
        String after = before.replace("line 3\n", "").replace("line 25\n", "line 25\nnew\n");

        assertThat(Diff.of(before, after)).isEqualTo("""
                @@ -1,6 +1,5 @@
                 line 1
                 line 2
                -line 3
                 line 4
                 line 5
                 line 6
                @@ -23,6 +22,7 @@
                 line 23
                 line 24
                 line 25
                +new
                 line 26
                 line 27
                 line 28
                """);
    }

    @Test
    void theSameTextDiffersInNothing() {
        assertThat(Diff.of(lines(1, 5), lines(1, 5))).isEmpty();
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "line " + number + "\n")
                .collect(Collectors.joining());
    }
}
