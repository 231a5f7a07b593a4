package io.curfew.sensor.configuration;

import io.curfew.events.IpAddress;
import io.curfew.sensor.configuration.ImportConfiguration.Dnstap;
import io.curfew.sensor.configuration.ImportConfiguration.Log;
import io.curfew.sensor.configuration.ImportConfiguration.Netflow;
import io.curfew.sensor.imports.log.LogKind;
import io.curfew.sensor.imports.pihole.PiholeSettings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the blocks of {@code imports}: a list of mappings with one key each, which is the kind. */
final class ImportReader {
    private static final Set<String> KINDS = keys("dnsmasq", "adguard", "bind", "zeek", "pihole", "netflow", "dnstap");
    private static final Set<String> LOG_KEYS = keys("file", "zone", "server", "from");
    private static final Set<String> ADGUARD_KEYS = keys("file", "server", "from");
    private static final Set<String> PIHOLE_KEYS = keys("url", "passwordFile", "server");
    private static final Set<String> ZEEK_KEYS = keys("conn", "dns", "from");

    private static final Set<String> NETFLOW_KEYS = keys("listen", "exporters");
    private static final Set<String> DNSTAP_KEYS = keys("socket", "server");

    /** Each has a thread of its own, of which the package's unit lets a sensor have 64 in all. */
    private static final int MOST = 32;

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
            imports.addAll(kind == null ? List.of() : read(block, kind));
        }
        if (imports.size() > MOST) {
            document.mistake(
                    "imports",
                    "at most %d imports, were %d; the two logs of a Zeek are two".formatted(MOST, imports.size()));
        }
        return imports;
    }

    private List<ImportConfiguration> read(Section block, String kind) {
        return switch (kind) {
            case "dnsmasq" -> log(block, kind, LogKind.DNSMASQ, LOG_KEYS);
            case "netflow" -> netflow(block, kind);
            case "dnstap" -> dnstap(block, kind);
            case "adguard" -> log(block, kind, LogKind.ADGUARD, ADGUARD_KEYS);
            case "bind" -> log(block, kind, LogKind.BIND, LOG_KEYS);
            case "zeek" -> zeek(block);
            case "pihole" -> pihole(block);
            default -> throw new IllegalStateException("a kind of import that nothing reads: " + kind);
        };
    }

    private List<ImportConfiguration> pihole(Section block) {
        Section section = block.section("pihole", PIHOLE_KEYS);
        if (section == null) {
            return List.of();
        }
        Path passwordFile = section.optional("passwordFile", this::path);
        IpAddress server = section.optional("server", IpAddress::parse);
        PiholeSettings settings =
                section.required("url", text -> new PiholeSettings(URI.create(text), passwordFile, server));
        return settings == null ? List.of() : List.of(new ImportConfiguration.Pihole(settings));
    }

    /** Two logs, or one of them. */
    private List<ImportConfiguration> zeek(Section block) {
        Section section = block.section("zeek", ZEEK_KEYS);
        if (section == null) {
            return List.of();
        }
        if (!section.has("conn") && !section.has("dns")) {
            block.mistake("zeek", "\"zeek\" has \"conn\", \"dns\" or both");
        }
        boolean fromStart = section.value("from", ImportReader::fromStart, false);
        List<ImportConfiguration> logs = new ArrayList<>();
        for (String name : List.of("conn", "dns")) {
            Path file = section.optional(name, this::path);
            if (file != null) {
                logs.add(new Log(LogKind.ZEEK, file, ZoneOffset.UTC, null, fromStart));
            }
        }
        return logs;
    }

    private List<ImportConfiguration> log(Section block, String key, LogKind kind, Set<String> keys) {
        Section section = block.section(key, keys);
        Path file = section == null ? null : section.required("file", this::path);
        if (section == null || file == null) {
            return List.of();
        }
        ZoneId withoutOne = keys.contains("zone") ? ZoneId.systemDefault() : ZoneOffset.UTC;
        return List.of(new Log(
                kind,
                file,
                section.value("zone", ImportReader::zone, withoutOne),
                section.optional("server", IpAddress::parse),
                section.value("from", ImportReader::fromStart, false)));
    }

    private static List<ImportConfiguration> netflow(Section block, String key) {
        Section section = block.section(key, NETFLOW_KEYS);
        InetSocketAddress listen = section == null ? null : section.required("listen", ImportReader::listen);
        if (section == null || listen == null) {
            return List.of();
        }
        List<IpAddress> exporters =
                section.has("exporters") ? section.requiredList("exporters", IpAddress::parse) : List.of();
        return List.of(new Netflow(listen, exporters));
    }

    /** An address of this machine and a port, {@code 0.0.0.0:2055} or {@code [::]:2055}; never a name. */
    private static InetSocketAddress listen(String text) {
        int colon = text.lastIndexOf(':');
        String address = text.substring(0, Math.max(0, colon)).replaceAll("^\\[(.*)]$", "$1");
        int port = colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "an address and a port like 0.0.0.0:2055 are wanted, was \"" + text + '"');
        }
        IpAddress.parse(address);
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private List<ImportConfiguration> dnstap(Section block, String key) {
        Section section = block.section(key, DNSTAP_KEYS);
        Path socket = section == null ? null : section.required("socket", this::path);
        return section == null || socket == null
                ? List.of()
                : List.of(new Dnstap(socket, section.optional("server", IpAddress::parse)));
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
