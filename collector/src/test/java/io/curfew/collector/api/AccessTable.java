package io.curfew.collector.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What docs/access.md promises: for each operation and role, a status for each sight of sites. */
final class AccessTable {
    static final List<String> ROLES = List.of("viewer", "operator", "admin", "auditor");

    private static final Pattern ROW = Pattern.compile("\\| `((?:GET|PUT|POST|DELETE|PATCH) /[^`]+)` \\|(.+)\\|");
    private static final Pattern CELL = Pattern.compile("\\d{3} \\d{3} \\d{3}");

    /** Which sites somebody sees, in the order of the three statuses of a cell. */
    enum Sight {
        ALL_SITES,
        THE_SITE,
        ANOTHER_SITE
    }

    private AccessTable() {}

    /** The rows by operation; each role has a status for each sight. */
    static Map<String, Map<String, Map<Sight, Integer>>> read() {
        Map<String, Map<String, Map<Sight, Integer>>> rows = new LinkedHashMap<>();
        for (String line : lines()) {
            var row = ROW.matcher(line);
            if (row.matches() && rows.put(row.group(1), statuses(row.group(2))) != null) {
                throw new IllegalArgumentException("two rows for " + row.group(1));
            }
        }
        return rows;
    }

    private static Map<String, Map<Sight, Integer>> statuses(String text) {
        List<String> cells = Arrays.stream(text.split("\\|")).map(String::strip).toList();
        if (cells.size() != ROLES.size()
                || !cells.stream().allMatch(cell -> CELL.matcher(cell).matches())) {
            throw new IllegalArgumentException("a row has three statuses for each role, was: " + text);
        }
        Map<String, Map<Sight, Integer>> byRole = new LinkedHashMap<>();
        for (int role = 0; role < ROLES.size(); role++) {
            byRole.put(ROLES.get(role), bySight(cells.get(role)));
        }
        return byRole;
    }

    private static Map<Sight, Integer> bySight(String cell) {
        Map<Sight, Integer> statuses = new EnumMap<>(Sight.class);
        Iterator<String> texts = Arrays.asList(cell.split(" ")).iterator();
        for (Sight sight : Sight.values()) {
            statuses.put(sight, Integer.valueOf(texts.next()));
        }
        return statuses;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("../docs/access.md"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
