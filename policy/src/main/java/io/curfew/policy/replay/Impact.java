package io.curfew.policy.replay;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a policy changes against another, gravest first. Each list holds at most {@value #MOST_DIFFERENCES}.
 *
 * @param observations how many observations were judged, without those that were only learned from
 * @param first when the first of them was made; absent when there was none
 * @param last when the last of them was made; absent when there was none
 * @param begun what would newly be forbidden or found
 * @param ended what would no longer be
 * @param unchanged how many matters both speak of alike
 * @param leftOut how many differences did not find room in the lists
 * @param missing what none of it says anything of, since it was not seen or is not judged, in sentences
 */
public record Impact(
        long observations,
        @Nullable Instant first,
        @Nullable Instant last,
        List<Difference> begun,
        List<Difference> ended,
        long unchanged,
        long leftOut,
        List<String> missing) {
    /** The most differences of a kind that are told. */
    public static final int MOST_DIFFERENCES = 5_000;

    public Impact {
        begun = List.copyOf(begun);
        ended = List.copyOf(ended);
        missing = List.copyOf(missing);
    }

    /** The same with more that it says nothing of. */
    public Impact withMissing(List<String> more) {
        List<String> all = Stream.concat(missing.stream(), more.stream()).toList();
        return new Impact(observations, first, last, begun, ended, unchanged, leftOut, all);
    }
}
