package io.curfew.collector.correlate;

import io.curfew.collector.row.RowCodec;
import io.curfew.policy.memory.Table;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is stored today is read tomorrow: rows only grow at the ends of records, constants and cases. */
final class StoredShapesTest {
    private static final Path SHAPES = Path.of("src", "test", "resources", "stored-shapes.txt");

    private static List<String> shapes() {
        RowCodecs codecs = new RowCodecs();
        List<String> shapes = new ArrayList<>();
        for (Table<?, ?> table : Table.ALL) {
            shapes.add(table.ordinal() + " " + table.name() + " "
                    + codecs.of(table).shape());
        }
        shapes.add("sensors " + codecs.progress().shape());
        shapes.add("adoptions " + codecs.adoptions().shape());
        shapes.add("ended-runs " + codecs.endedRuns().shape());
        shapes.add("taken-until " + codecs.takenUntil().shape());
        shapes.add("sizes " + codecs.sizes().shape());
        return shapes;
    }

    @Test
    void whatIsStoredHasTheShapeThatTheCommittedListSays() throws IOException {
        assertThat(shapes())
                .as(
                        "a row that was stored must still be read: add at the ends of rows only, not to keys, then write the new shape into "
                                + SHAPES)
                .isEqualTo(Files.readAllLines(SHAPES));
    }

    @Test
    void theWordsAndSentencesThatRowsDoNotSpellOutAreThoseOfTheFirstDay() {
        assertThat(RowCodec.phrases())
                .as("keys and rows that were stored refer to rows/words.txt and rows/sentences.txt: leave them as they"
                        + " are, or give the store another name")
                .isEqualTo(287_803_179L);
    }

    @Test
    void aRecordIntoWhichRowsDoNotSeeIsRefusedAtOnce() {
        record Hidden(String name) {}

        assertThatThrownBy(() -> RowCodec.of(String.class, Hidden.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public")
                .hasMessageContaining("Hidden");
    }
}
