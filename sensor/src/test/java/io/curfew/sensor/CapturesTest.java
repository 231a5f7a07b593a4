package io.curfew.sensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.FlowObservation;
import io.curfew.events.Observation;
import io.curfew.events.json.ObservationJson;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.frames.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A capture in, exactly these observations out: a new case is two files in {@code captures}. */
class CapturesTest {
    private static final Path FOLDER = Path.of("src/test/resources/captures");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pcap"))
                    .map(name -> name.substring(0, name.length() - ".pcap".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCaptureGivesItsObservations(String name) throws IOException {
        List<String> expected = Files.readAllLines(FOLDER.resolve(name + ".jsonl"));

        List<String> lines = read(FOLDER.resolve(name + ".pcap"));

        assertThat(lines).containsExactlyElementsOf(expected);
    }

    @Test
    void theCapturesAreWhatTheirRecipesMake() throws IOException {
        Set<String> recipes = Recordings.all().keySet();

        assertThat(names()).containsExactlyElementsOf(recipes);
        for (String name : recipes) {
            assertThat(Files.readAllBytes(FOLDER.resolve(name + ".pcap")))
                    .as(name)
                    .isEqualTo(Recordings.all().get(name));
        }
    }

    private static List<String> read(Path capture) throws IOException {
        List<Observation> observations = new ArrayList<>();
        PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, observations::add);
        try (CaptureFile file = CaptureFile.open(capture)) {
            while (file.next(pipeline::packet)) {}
        }
        pipeline.finish();
        return observations.stream()
                .filter(observation ->
                        !(observation instanceof FlowObservation flow) || flow.phase() == FlowObservation.Phase.END)
                .map(CapturesTest::json)
                .collect(Collectors.toList());
    }

    private static String json(Observation observation) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            ObservationJson.write(json, observation);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return text.toString();
    }
}
