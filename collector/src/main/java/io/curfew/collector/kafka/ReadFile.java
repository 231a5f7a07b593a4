package io.curfew.collector.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** Their digests by their names. */
    static Map<String, String> byName(List<ReadFile> files) {
        Map<String, String> digests = new TreeMap<>();
        files.forEach(file -> digests.put(file.name(), file.sha256()));
        return digests;
    }
}
