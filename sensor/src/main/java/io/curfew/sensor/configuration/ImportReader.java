package io.curfew.sensor.configuration;

import io.curfew.events.IpAddress;
import io.curfew.sensor.configuration.ImportConfiguration.Dnstap;
import io.curfew.sensor.configuration.ImportConfiguration.Log;
import io.curfew.sensor.configuration.ImportConfiguration.Netflow;
import io.curfew.sensor.imports.log.LogKind;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the blocks of {@code imports}: a list of mappings with one key each, which is the kind. */
final class ImportReader {
    private static final Set<String> KINDS = keys("dnsmasq", "netflow", "dnstap");
    private static final Set<String> LOG_KEYS = keys("file", "zone", "server", "from");

    private static final Set<String> NETFLOW_KEYS = keys("listen", "exporters");
    private static final Set<String> DNSTAP_KEYS = keys("socket", "server");

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
            case "netflow" -> netflow(block, kind);
            case "dnstap" -> dnstap(block, kind);
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

    private static @Nullable ImportConfiguration netflow(Section block, String key) {
        Section section = block.section(key, NETFLOW_KEYS);
        InetSocketAddress listen = section == null ? null : section.required("listen", ImportReader::listen);
        if (section == null || listen == null) {
            return null;
        }
        List<IpAddress> exporters =
                section.has("exporters") ? section.requiredList("exporters", IpAddress::parse) : List.of();
        return new Netflow(listen, exporters);
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

    private @Nullable ImportConfiguration dnstap(Section block, String key) {
        Section section = block.section(key, DNSTAP_KEYS);
        Path socket = section == null ? null : section.required("socket", this::path);
        return section == null || socket == null
                ? null
                : new Dnstap(socket, section.optional("server", IpAddress::parse));
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
