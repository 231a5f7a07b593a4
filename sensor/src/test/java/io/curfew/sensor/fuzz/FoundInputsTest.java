package io.curfew.sensor.fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The inputs that fuzzing begins with and the ones that it once found, each in the folder of its target among the test
 * resources, are taken without breaking a promise.
 */
class FoundInputsTest {
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    @ParameterizedTest
    @MethodSource("targets")
    void whatFuzzingBeginsWithIsTaken(FuzzTarget target) {
        List<byte[]> seeds = target.seeds().get();

        assertThat(seeds).isNotEmpty().allSatisfy(target::feed);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("found")
    void whatFuzzingOnceFoundIsTaken(FuzzTarget target, Path input) throws IOException {
        target.feed(Files.readAllBytes(input));
    }

    @Test
    void whatIsKeptBelongsToATarget() throws IOException {
        try (Stream<Path> folders = Files.list(FOUND)) {
            assertThat(folders)
                    .extracting(folder -> folder.getFileName().toString())
                    .isNotEmpty()
                    .isSubsetOf(targets().map(FuzzTarget::name).toList());
        }
    }

    static Stream<FuzzTarget> targets() {
        return FuzzTarget.ALL.stream();
    }

    static Stream<Arguments> found() {
        return targets().flatMap(target -> inputs(target).map(input -> Arguments.of(target, input)));
    }

    private static Stream<Path> inputs(FuzzTarget target) {
        Path folder = FOUND.resolve(target.name());
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
