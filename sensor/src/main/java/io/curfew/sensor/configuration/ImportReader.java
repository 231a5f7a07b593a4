package io.curfew.sensor.configuration;

import io.curfew.events.IpAddress;
import io.curfew.sensor.configuration.ImportConfiguration.Log;
import io.curfew.sensor.imports.log.LogKind;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the blocks of {@code imports}: a list of mappings with one key each, which is the kind. */
final class ImportReader {
    private static final Set<String> KINDS = keys("dnsmasq");
    private static final Set<String> LOG_KEYS = keys("file", "zone", "server", "from");

    private final Path place;

    /** @param place the configuration's file: paths are relative to its folder */
    ImportReader(Path place) {
        this.place = place;
    }

    private static Set<String> keys(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }

    /** Those that could be read; what is wrong with the others has been noted. */
    List<ImportConfiguration> read(Section document) {
        List<ImportConfiguration> imports = new ArrayList<>();
        for (Section block : document.sections("imports", KINDS)) {
            String kind = block.onlyKey();
            ImportConfiguration one = kind == null ? null : read(block, kind);
            if (one != null) {
                imports.add(one);
            }
        }
        return imports;
    }

    private @Nullable ImportConfiguration read(Section block, String kind) {
        return switch (kind) {
            case "dnsmasq" -> log(block, kind, LogKind.DNSMASQ, LOG_KEYS);
            default -> throw new IllegalStateException("a kind of import that nothing reads: " + kind);
        };
    }

    private @Nullable ImportConfiguration log(Section block, String key, LogKind kind, Set<String> keys) {
        Section section = block.section(key, keys);
        Path file = section == null ? null : section.required("file", this::path);
        if (section == null || file == null) {
            return null;
        }
        return new Log(
                kind,
                file,
                section.value("zone", ImportReader::zone, ZoneId.systemDefault()),
                section.optional("server", IpAddress::parse),
                section.value("from", ImportReader::fromStart, false));
    }

    private Path path(String text) {
        return place.resolveSibling(text).normalize();
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("a time zone is like Europe/Lisbon, was \"" + text + "\"", unknown);
        }
    }

    private static boolean fromStart(String text) {
        return switch (text) {
            case "start" -> true;
            case "end" -> false;
            default -> throw new IllegalArgumentException("\"from\" is start or end, was \"" + text + "\"");
        };
    }
}
