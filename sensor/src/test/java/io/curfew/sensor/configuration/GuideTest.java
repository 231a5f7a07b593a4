package io.curfew.sensor.configuration;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/sensor.md} and {@code docs/imports.md} say what is true of the configuration. */
final class GuideTest {
    private static final Path GUIDE = Path.of("../docs/sensor.md");
    private static final Path IMPORTS = Path.of("../docs/imports.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Za-z.]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

    private static Stream<MatchResult> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(GUIDE) + Files.readString(IMPORTS))
                .results();
    }

    /** The keys of a configuration as the guides write them: with their section or their kind of import before them. */
    private static List<String> keys(String text) {
        List<String> keys = new ArrayList<>();
        String section = "";
        String part = "";
        for (String line : text.lines().filter(line -> line.contains(":")).toList()) {
            boolean isInSection = line.startsWith("  ");
            String key = line.strip().replaceFirst("^- ", "").replaceAll(":.*", "");
            if (line.endsWith(":") && !isInSection) {
                section = key + ".";
            } else if (line.startsWith("  - ") && line.endsWith(":")) {
                section = key + ".";
                keys.add("imports." + key);
            } else if (key.matches("[A-Za-z]+")) {
                boolean isInPart = line.startsWith("    ") && !part.isEmpty();
                part = isInPart ? part : line.matches("  [A-Za-z]+:") ? key + "." : "";
                keys.add(isInSection ? section + (isInPart ? part : "") + key : key);
            }
        }
        return keys;
    }

    private static String effective(String text) {
        ConfigurationReading reading = ConfigurationReader.read(GUIDE, text);
        assertThat(reading).isInstanceOf(ConfigurationReading.Accepted.class);
        return ConfigurationWriter.write(((ConfigurationReading.Accepted) reading).configuration());
    }

    @Test
    void everyExampleIsAConfiguration() throws IOException {
        assertThat(found(EXAMPLE).map(example -> effective(example.group(1)))).hasSize(3);
    }

    @Test
    void everyKeyIsInTheTableAndNoOther() throws IOException {
        TreeSet<String> keys = new TreeSet<>(keys(Files.readString(Path.of("../deploy/sensor.example.yaml"))));
        found(EXAMPLE).forEach(example -> keys.addAll(keys(effective(example.group(1)))));

        assertThat(found(ROW).map(row -> row.group(1))).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void theDefaultsInTheTableAreInForce() throws IOException {
        List<String> lines = found(EXAMPLE)
                .flatMap(example -> effective(example.group(1).replaceAll("  speed: .*\n", ""))
                        .lines())
                .map(String::strip)
                .toList();

        assertThat(found(ROW)
                        .filter(row -> Character.isDigit(row.group(2).charAt(0)))
                        .map(row -> row.group(1).replaceAll(".*\\.", "") + ": " + row.group(2)))
                .hasSize(8)
                .allSatisfy(line -> assertThat(lines).contains(line));
    }
}
