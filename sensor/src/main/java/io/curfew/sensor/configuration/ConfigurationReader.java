package io.curfew.sensor.configuration;

import io.curfew.events.CommunityId;
import io.curfew.events.Detail;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.language.DohServers;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.Subnet;
import io.curfew.sensor.capture.CaptureFilter;
import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.configuration.SensorConfiguration.EncryptedDns;
import io.curfew.sensor.configuration.SensorConfiguration.Interface;
import io.curfew.sensor.configuration.SensorConfiguration.Kafka;
import io.curfew.sensor.configuration.SensorConfiguration.Limits;
import io.curfew.sensor.configuration.SensorConfiguration.Source;
import io.curfew.sensor.configuration.SensorConfiguration.SpoolFolder;
import io.curfew.sensor.configuration.SensorConfiguration.Tls;
import io.curfew.sensor.privacy.PrivateZone;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code sensor.yaml}. Paths in it are relative to its folder. */
public final class ConfigurationReader {
    private static final Set<String> KEYS = keys(
            "site",
            "sensor",
            "source",
            "imports",
            "state",
            "kafka",
            "key",
            "zones",
            "spool",
            "communityId",
            "limits",
            "encryptedDns");
    private static final Set<String> SOURCE_KEYS =
            keys("interface", "filter", "ignore", "snapLength", "capture", "speed");
    private static final Set<String> KAFKA_KEYS = keys("bootstrap", "tls");
    private static final Set<String> TLS_KEYS = keys("authority", "certificate", "key");
    private static final Set<String> SPOOL_KEYS = keys("folder", "size", "age");
    private static final Set<String> ZONE_KEYS = keys("subnets", "vlans", "detail");
    private static final Set<String> COMMUNITY_ID_KEYS = keys("seed");
    private static final Set<String> LIMITS_KEYS = keys("flows", "dnsQuestions", "queue");
    private static final ByteSize LONGEST_LIST = ByteSize.ofMebibytes(1);
    private static final Pattern BROKER = Pattern.compile("[^\\s:]+:\\d{1,5}|\\[[0-9a-fA-F:.]+]:\\d{1,5}");

    private final String file;
    private final Path place;
    private final List<Mistake> mistakes = new ArrayList<>();

    private ConfigurationReader(Path file) {
        this.file = file.toString();
        this.place = file.toAbsolutePath();
    }

    /** Keys in the order in which messages name them. */
    private static Set<String> keys(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }

    /** Reads a file; one that cannot be read is a mistake in its first line. */
    public static ConfigurationReading read(Path file) {
        try {
            return read(file, Files.readString(file));
        } catch (IOException unreadable) {
            String reason = reasonOf(file, unreadable);
            return new ConfigurationReading.Refused(List.of(new Mistake(file.toString(), 1, 1, reason, null)));
        }
    }

    private static String reasonOf(Path file, IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "no permission to read it";
        }
        return Files.exists(file) ? "cannot be read as UTF-8 text" : "no such file";
    }

    /** Reads a text as the content of {@code file}. */
    public static ConfigurationReading read(Path file, String text) {
        ConfigurationReader reader = new ConfigurationReader(file);
        SensorConfiguration configuration = reader.configuration(text);
        if (configuration != null && reader.mistakes.isEmpty()) {
            return new ConfigurationReading.Accepted(configuration);
        }
        reader.mistakes.sort(
                Comparator.comparing((Mistake mistake) -> !mistake.file().equals(reader.file))
                        .thenComparingInt(Mistake::line)
                        .thenComparingInt(Mistake::column));
        return new ConfigurationReading.Refused(reader.mistakes);
    }

    private @Nullable SensorConfiguration configuration(String text) {
        Node root = root(text);
        if (root == null) {
            return null;
        }
        Section document = new Section(file, root, KEYS, mistakes);
        SiteId site = document.required("site", SiteId::new);
        SensorId sensor = document.required("sensor", SensorId::new);
        boolean hasSource = document.has("source") || !document.has("imports");
        Source source = hasSource ? source(document) : null;
        List<ImportConfiguration> imports = new ImportReader(place).read(document);
        if (source instanceof Capture && !imports.isEmpty()) {
            document.mistake("imports", "\"imports\" go with \"interface\", or stand alone: a capture is replayed");
        }
        Path state = document.value("state", this::path, SensorConfiguration.DEFAULT_STATE);
        Kafka kafka = kafka(document);
        Path key = document.optional("key", this::path);
        SpoolFolder spool = spool(document);
        List<PrivateZone> zones = zones(document);
        int communityIdSeed = communityIdSeed(document);
        Limits limits = limits(document);
        EncryptedDns encryptedDns = encryptedDns(document);
        if (site == null
                || sensor == null
                || (source == null && (hasSource || imports.isEmpty()))
                || kafka == null
                || limits == null) {
            return null;
        }
        return new SensorConfiguration(
                site, sensor, source, imports, state, kafka, key, zones, spool, communityIdSeed, limits, encryptedDns);
    }

    private @Nullable Node root(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                mistakes.add(new Mistake(file, 1, 1, "is empty; \"site\" is missing", null));
            }
            return root.orElse(null);
        } catch (MarkedYamlEngineException noYaml) {
            Optional<Mark> mark = noYaml.getProblemMark();
            mistakes.add(new Mistake(
                    file,
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1,
                    "this is not YAML: " + noYaml.getProblem(),
                    null));
        } catch (YamlEngineException noYaml) {
            mistakes.add(new Mistake(file, 1, 1, "this is not YAML: " + noYaml.getMessage(), null));
        }
        return null;
    }

    private @Nullable Source source(Section document) {
        Section section = document.requiredSection("source", SOURCE_KEYS);
        if (section == null) {
            return null;
        }
        if (section.has("interface") == section.has("capture")) {
            document.mistake("source", "\"source\" has either \"interface\" or \"capture\"");
            return null;
        }
        return section.has("interface") ? liveInterface(section) : capture(section);
    }

    private @Nullable Source liveInterface(Section section) {
        refuse(section, "speed", "capture");
        String name = section.required("interface", text -> text);
        String filter = section.optional("filter", CaptureFilter::checked);
        List<String> ignored = section.list("ignore", CaptureFilter::checked);
        return name == null
                ? null
                : section.value(
                        "snapLength",
                        text -> new Interface(name, filter, ignored, Integer.parseInt(text)),
                        new Interface(name, filter, ignored, Interface.DEFAULT_SNAP_LENGTH));
    }

    private @Nullable Source capture(Section section) {
        refuse(section, "filter", "interface");
        refuse(section, "ignore", "interface");
        refuse(section, "snapLength", "interface");
        Path path = section.required("capture", this::path);
        return path == null
                ? null
                : section.value(
                        "speed",
                        text -> new Capture(path, Double.parseDouble(text)),
                        new Capture(path, Capture.DEFAULT_SPEED));
    }

    private Path path(String text) {
        return place.resolveSibling(text).normalize();
    }

    private static void refuse(Section section, String key, String owner) {
        if (section.has(key)) {
            section.mistake(key, "\"" + key + "\" goes with \"" + owner + "\" only");
        }
    }

    private @Nullable Kafka kafka(Section document) {
        Section section = document.requiredSection("kafka", KAFKA_KEYS);
        if (section == null) {
            return null;
        }
        List<String> bootstrap = section.requiredList("bootstrap", ConfigurationReader::broker);
        Tls tls = tls(section);
        return bootstrap.isEmpty() ? null : new Kafka(bootstrap, tls);
    }

    private @Nullable Tls tls(Section kafka) {
        Section section = kafka.section("tls", TLS_KEYS);
        if (section == null) {
            return null;
        }
        if (section.has("certificate") != section.has("key")) {
            kafka.mistake("tls", "\"certificate\" goes with \"key\"");
        }
        return new Tls(
                section.optional("authority", this::beside),
                section.optional("certificate", this::beside),
                section.optional("key", this::beside));
    }

    private Path beside(String text) {
        return place.resolveSibling(text).normalize();
    }

    private static String broker(String text) {
        if (!BROKER.matcher(text).matches()) {
            throw new IllegalArgumentException("a broker is host:port, was \"" + text + "\"");
        }
        return text;
    }

    private @Nullable SpoolFolder spool(Section document) {
        Section section = document.section("spool", SPOOL_KEYS);
        Path folder = section == null ? null : section.required("folder", this::beside);
        if (section == null || folder == null) {
            return null;
        }
        SpoolFolder spool = new SpoolFolder(folder, SpoolFolder.DEFAULT_SIZE, SpoolFolder.DEFAULT_AGE);
        spool = section.value("size", with(spool, ByteSize::parse, SpoolFolder::withSize), spool);
        return section.value("age", with(spool, TimeSpan::parse, SpoolFolder::withAge), spool);
    }

    private List<PrivateZone> zones(Section document) {
        List<PrivateZone> zones = new ArrayList<>();
        for (Section section : document.sections("zones", ZONE_KEYS)) {
            List<Subnet> subnets = section.list("subnets", Subnet::parse);
            List<Integer> vlans = section.list("vlans", Integer::valueOf);
            Detail detail = section.required("detail", ConfigurationReader::detail);
            try {
                zones.add(new PrivateZone(subnets, vlans, detail == null ? Detail.FULL : detail));
            } catch (IllegalArgumentException refused) {
                section.mistake("vlans", String.valueOf(refused.getMessage()));
            }
        }
        return zones;
    }

    private static Detail detail(String text) {
        for (Detail detail : Detail.values()) {
            if (detail.text().equals(text)) {
                return detail;
            }
        }
        throw new IllegalArgumentException("detail is full, aggregated or counts, was \"" + text + "\"");
    }

    private static int communityIdSeed(Section document) {
        Section section = document.section("communityId", COMMUNITY_ID_KEYS);
        return section == null
                ? CommunityId.USUAL_SEED
                : section.value(
                        "seed", text -> CommunityId.checkedSeed(Integer.parseInt(text)), CommunityId.USUAL_SEED);
    }

    private @Nullable Limits limits(Section document) {
        Section section = document.section("limits", LIMITS_KEYS);
        if (section == null) {
            return document.has("limits") ? null : Limits.DEFAULT;
        }
        Limits limits = Limits.DEFAULT;
        limits = section.value("flows", with(limits, Integer::parseInt, Limits::withFlows), limits);
        limits = section.value("dnsQuestions", with(limits, Integer::parseInt, Limits::withDnsQuestions), limits);
        return section.value("queue", with(limits, ByteSize::parse, Limits::withQueue), limits);
    }

    /** Mistakes in the list are those of the configuration, with the list's own lines. */
    private EncryptedDns encryptedDns(Section document) {
        Path list = document.optional(
                "encryptedDns", text -> place.resolveSibling(text).normalize());
        if (list == null || list.endsWith(EncryptedDns.SHIPPED_NAME)) {
            return EncryptedDns.SHIPPED;
        }
        try {
            if (Files.size(list) > LONGEST_LIST.bytes()) {
                document.mistake("encryptedDns", list + " is larger than " + LONGEST_LIST);
                return EncryptedDns.SHIPPED;
            }
            return new EncryptedDns(list, DohServers.read(list.toString(), Files.readString(list), mistakes));
        } catch (IOException unreadable) {
            document.mistake("encryptedDns", list + ": " + reasonOf(list, unreadable));
            return EncryptedDns.SHIPPED;
        }
    }

    private static <S, T> Function<String, S> with(S before, Function<String, T> reader, BiFunction<S, T, S> change) {
        return text -> change.apply(before, reader.apply(text));
    }
}
