package io.curfew.collector.kafka;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file that a policy names, as it was when the policy was read.
 *
 * @param name its path from the folder of such files
 * @param sha256 of its octets, in hexadecimal; of a list, of the lines that are no comment
 */
public record ReadFile(String name, String sha256) {

    /** In the order of the names. */
    static List<ReadFile> of(Map<String, String> digests) {
        return digests.entrySet().stream()
                .map(file -> new ReadFile(file.getKey(), file.getValue()))
                .toList();
    }

    /** The names of those that stand on both sides, otherwise on each. */
    static List<String> changed(List<ReadFile> some, List<ReadFile> others) {
        return otherwise(some, others).stream()
                .filter(name -> isNamed(some, name) && isNamed(others, name))
                .toList();
    }

    private static boolean isNamed(List<ReadFile> files, String name) {
        return files.stream().anyMatch(file -> file.name().equals(name));
    }

    /** The names of those that stand on one side only, or otherwise on the other, in their order. */
    static List<String> otherwise(List<ReadFile> some, List<ReadFile> others) {
        return Stream.concat(
                        some.stream().filter(file -> !others.contains(file)),
                        others.stream().filter(file -> !some.contains(file)))
                .map(ReadFile::name)
                .distinct()
                .sorted()
                .toList();
    }
}
