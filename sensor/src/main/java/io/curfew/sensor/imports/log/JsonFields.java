package io.curfew.sensor.imports.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one JSON object as text: {@code Result.Reason} for a field of an object within it. Arrays of plain
 * values are kept as lists. Keeps at most {@value #MOST_VALUES} values, {@value #DEEPEST} levels deep.
 */
public final class JsonFields {
    private static final int MOST_VALUES = 512;
    private static final int DEEPEST = 8;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Lines.LONGEST_OCTETS)
                    .maxNestingDepth(64)
                    .maxNumberLength(64)
                    .maxNameLength(1_024)
                    .build())
            .build();

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final @Nullable Set<String> wanted;
    private int values;

    /** @param wanted the fields to be kept; all when absent */
    private JsonFields(@Nullable Set<String> wanted) {
        this.wanted = wanted;
    }

    /** Null when the text is not one whole JSON object. */
    public static @Nullable JsonFields of(String text) {
        return read(text, null);
    }

    /** Keeps the fields that are wanted only. Null when the text is not one whole JSON object. */
    public static @Nullable JsonFields of(String text, Set<String> wanted) {
        return read(text, wanted);
    }

    private static @Nullable JsonFields read(String text, @Nullable Set<String> wanted) {
        JsonFields fields = new JsonFields(wanted);
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            fields.object(json, "", 0);
            return json.nextToken() == null ? fields : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private void object(JsonParser json, String prefix, int depth) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + json.currentName();
            switch (json.nextToken()) {
                case START_OBJECT -> {
                    if (depth < DEEPEST) {
                        object(json, name + '.', depth + 1);
                    } else {
                        json.skipChildren();
                    }
                }
                case START_ARRAY -> {
                    if (isWanted(name)) {
                        array(json, name);
                    } else {
                        json.skipChildren();
                    }
                }
                case VALUE_NULL -> {}
                case null -> {
                    return;
                }
                default -> {
                    if (isWanted(name) && values++ < MOST_VALUES) {
                        texts.put(name, json.getText());
                    }
                }
            }
        }
    }

    private boolean isWanted(String name) {
        return wanted == null || wanted.contains(name);
    }

    private void array(JsonParser json, String name) throws IOException {
        List<String> list = new ArrayList<>();
        JsonToken token = json.nextToken();
        while (token != null && token != JsonToken.END_ARRAY) {
            if (token.isStructStart()) {
                json.skipChildren();
            } else if (values++ < MOST_VALUES) {
                list.add(json.getText());
            }
            token = json.nextToken();
        }
        lists.put(name, list);
    }

    /** Empty when it is not there. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return texts.containsKey(name);
    }

    /** Empty when it is not there. */
    public List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }
}
