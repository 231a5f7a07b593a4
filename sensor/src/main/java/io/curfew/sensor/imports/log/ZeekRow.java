package io.curfew.sensor.imports.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One row of tab-separated values under the header that came before it. Keeps the columns of one header. */
final class ZeekRow {
    private final int mostColumns;
    private final Map<String, Integer> columns = new HashMap<>();
    private String separator = "\t";
    private String setSeparator = ",";
    private String unset = "-";
    private String empty = "(empty)";
    private String path = "";
    private List<String> values = List.of();

    ZeekRow(int mostColumns) {
        this.mostColumns = mostColumns;
    }

    /** Takes a line that begins with {@code #}. */
    void header(String line) {
        if (line.startsWith("#separator ")) {
            String text = line.substring(11);
            boolean isHex = text.length() == 4 && text.startsWith("\\x");
            int high = isHex ? Character.digit(text.charAt(2), 16) : -1;
            int low = isHex ? Character.digit(text.charAt(3), 16) : -1;
            separator = high >= 0 && low >= 0 ? String.valueOf((char) (high * 16 + low)) : text;
            separator = separator.isEmpty() ? "\t" : separator;
            return;
        }
        int at = line.indexOf(separator);
        if (at < 0) {
            return;
        }
        String value = line.substring(at + separator.length());
        switch (line.substring(0, at)) {
            case "#set_separator" -> setSeparator = value.isEmpty() ? "," : value;
            case "#unset_field" -> unset = value;
            case "#empty_field" -> empty = value;
            case "#path" -> path = value;
            case "#fields" -> {
                columns.clear();
                List<String> names = split(value, separator, mostColumns);
                for (int index = 0; index < names.size(); index++) {
                    columns.put(names.get(index), index);
                }
            }
            default -> {
                return;
            }
        }
    }

    boolean hasHeader() {
        return !columns.isEmpty();
    }

    /** False when the row has not as many values as the header has names. */
    boolean read(String line) {
        values = split(line, separator, mostColumns);
        return values.size() == columns.size();
    }

    private static List<String> split(String text, String by, int most) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int to = text.indexOf(by);
        while (to >= 0 && parts.size() < most) {
            parts.add(text.substring(from, to));
            from = to + by.length();
            to = text.indexOf(by, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    String path() {
        return path;
    }

    boolean has(String name) {
        return columns.containsKey(name);
    }

    /** Empty when there is no such column, or nothing in it. */
    String text(String name) {
        Integer column = columns.get(name);
        if (column == null || column >= values.size()) {
            return "";
        }
        String value = values.get(column);
        return value.equals(unset) || value.equals(empty) ? "" : value;
    }

    List<String> list(String name) {
        String value = text(name);
        return value.isEmpty() ? List.of() : split(value, setSeparator, 512);
    }
}
