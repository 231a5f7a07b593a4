package io.curfew.policy;

import io.curfew.policy.alert.QuietTime;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documentation says of quiet times is what holds. */
class QuietTimesPageTest {
    private static final Pattern ROW = Pattern.compile("\\| (.*) \\| (\\d+) (hours?|days?) \\|");
    private static final Pattern ID = Pattern.compile("`([a-z-]+)`");

    @Test
    void eachQuietTimeIsToldAsItIs() throws IOException {
        int told = 0;
        for (String line : page()) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            long number = Long.parseLong(row.group(2));
            Duration quiet = row.group(3).startsWith("hour") ? Duration.ofHours(number) : Duration.ofDays(number);
            Matcher id = ID.matcher(row.group(1));
            while (id.find()) {
                assertThat(QuietTime.of(Alert.Kind.DETECTION, id.group(1)))
                        .as(id.group(1))
                        .isEqualTo(quiet);
                told++;
            }
            if (row.group(1).startsWith("a rule")) {
                assertThat(QuietTime.of(Alert.Kind.RULE, "any")).isEqualTo(quiet);
                assertThat(QuietTime.of(Alert.Kind.DETECTION, "any-other")).isEqualTo(quiet);
            }
        }
        assertThat(told).isEqualTo(20);
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(Path.of("../docs/detections.md"));
    }
}
