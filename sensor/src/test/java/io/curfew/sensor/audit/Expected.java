package io.curfew.sensor.audit;

import io.curfew.policy.Alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what was found against what an incident expects; what was found instead is left in {@code target/incidents}.
 */
final class Expected {
    private static final Path FOUND = Path.of("target/incidents");

    private Expected() {}

    /** @param found a line each, in the order of the expected file */
    static void isFound(Incident incident, List<String> found) throws IOException {
        leave(incident.name() + ".json", found.isEmpty() ? "[]\n" : "[\n  " + String.join(",\n  ", found) + "\n]\n");
        assertThat(found).containsExactlyElementsOf(incident.expected());
    }

    static void isTold(Incident incident, String told) throws IOException {
        String file = incident.name() + ".txt";
        leave(file, told);
        assertThat(told).isEqualTo(Files.readString(Incident.FOLDER.resolve(file)));
    }

    /** What truly happened is found, and nothing that did not. */
    static void isTrue(Incident incident, List<Alert> alerts) {
        for (Clue clue : incident.found()) {
            assertThat(alerts).withRepresentation(new Lines()).as("%s", clue).anyMatch(clue::fits);
        }
        for (Clue clue : incident.notFound()) {
            assertThat(alerts)
                    .withRepresentation(new Lines())
                    .as("not %s", clue)
                    .noneMatch(clue::fits);
        }
    }

    private static void leave(String file, String text) throws IOException {
        Files.createDirectories(FOUND);
        Files.writeString(FOUND.resolve(file), text);
    }
}
