package io.curfew.policy.language;

import io.curfew.policy.DeviceId;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads policy texts. */
public final class PolicyReader {
    private static final String VERSION = "1";
    private static final int LONGEST_ZONE = 64;
    private static final int LONGEST_FILE_NAME = 512;

    private final Map<String, String> texts;
    private final AskedFiles files;
    private final Mistakes mistakes = new Mistakes();
    private final Mistakes warnings = new Mistakes();
    private final FileTrouble fileTrouble;
    private final Known known = new Known();
    private final List<Block> documents = new ArrayList<>();
    private final SubjectReader subjects = new SubjectReader(known, mistakes);

    private PolicyReader(Map<String, String> texts, GivenFiles files, boolean withoutFiles) {
        this.texts = new TreeMap<>(texts);
        this.files = new AskedFiles(files);
        fileTrouble = new FileTrouble(withoutFiles ? warnings : mistakes, withoutFiles);
    }

    /**
     * Reads one policy out of one text or several.
     *
     * @param version the version that the policy gets
     * @param texts texts by file name: names that end in {@code .yaml} or {@code .yml} are policy documents that are
     *     put together, all others are files that documents refer to
     */
    public static PolicyReading read(long version, Map<String, String> texts) {
        Map<String, String> documents = new TreeMap<>();
        Map<String, GivenFile> files = new TreeMap<>();
        texts.forEach((file, text) -> {
            if (isDocument(file)) {
                documents.put(file, text);
            } else {
                files.put(file, GivenFile.of(text));
            }
        });
        return read(version, documents, new GivenFiles(files));
    }

    /**
     * Reads one policy out of one document or several.
     *
     * @param version the version that the policy gets
     * @param documents texts by file name, which are put together
     * @param files what the documents may refer to: lists, MUD files, databases of places
     */
    public static PolicyReading read(long version, Map<String, String> documents, GivenFiles files) {
        return new PolicyReader(documents, files, false).read(version);
    }

    /**
     * Reads one policy as {@link #read(long, Map, GivenFiles)} does, though files that it names are not there or cannot
     * be used: an entry that needs one neither allows nor denies, and each such file is a warning.
     *
     * @param version the version that the policy gets
     * @param documents texts by file name, which are put together
     * @param files those that there are
     */
    public static PolicyReading readWithoutFiles(long version, Map<String, String> documents, GivenFiles files) {
        return new PolicyReader(documents, files, true).read(version);
    }

    private static boolean isDocument(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    private PolicyReading read(long version) {
        texts.forEach(this::compose);
        if (documents.isEmpty() && mistakes.isEmpty()) {
            String file =
                    texts.isEmpty() ? "policy.yaml" : texts.keySet().iterator().next();
            mistakes.add(file, Optional.empty(), "there is no policy here: it starts with \"curfew: 1\"", null);
        }
        each("lists", Shape.LIST, this::list);
        each("places", Shape.PLACES, this::places);
        SiteReader sites = new SiteReader(known, mistakes);
        each("sites", Shape.SITE, sites::read);
        if (known.sites.isEmpty() && !documents.isEmpty() && mistakes.isEmpty()) {
            documents.getFirst().mistake("sites", "a policy needs at least one site", null);
        }
        each("devices", Shape.DEVICE, new DeviceReader(known)::read);
        sites.finish();
        RuleReader rules = new RuleReader(known, subjects, files, fileTrouble, mistakes, warnings);
        sites.blocks().forEach(rules::readOfSite);
        each("rules", Shape.RULE, rules::read);
        rules.finish();
        TuningReader tunings = new TuningReader(known, subjects, mistakes);
        each("detections", Shape.TUNING, tunings::read);
        if (!mistakes.isEmpty()) {
            return new PolicyReading.Refused(mistakes.inOrder());
        }
        List<WrittenRule> written = rules.rules();
        written.forEach(known::note);
        Policy policy = new Policy(
                version,
                List.copyOf(known.sites.values()),
                known.devices(),
                written.stream().map(WrittenRule::rule).toList(),
                tunings.read(),
                new GivenPlaces(known.countries.database(), known.networks.database()),
                new Imprints(known.parts, files.digests()));
        Doubts.note(policy, written, documents, warnings);
        return new PolicyReading.Accepted(
                policy,
                warnings.inOrder(),
                written.stream().flatMap(rule -> rule.endings().stream()).toList(),
                files.digests(),
                files.missing());
    }

    private void compose(String file, String text) {
        MappingNode root = Documents.compose(file, text, mistakes);
        if (root == null) {
            return;
        }
        Block document = new Block(file, root, Shape.DOCUMENT, mistakes);
        String language = document.requiredText("curfew");
        if (language != null && !language.equals(VERSION)) {
            document.mistake("curfew", "this reader knows version 1 of the language, was \"" + language + "\"", null);
        }
        documents.add(document);
    }

    private interface BlockReader {
        void read(Block block);
    }

    private void each(String key, Shape shape, BlockReader reader) {
        for (Block document : documents) {
            for (Node item : document.items(key)) {
                Block block = new Block(document.file(), item, shape, mistakes);
                if (block.isMapping()) {
                    reader.read(block);
                }
            }
        }
    }

    private void list(Block block) {
        String id = block.requiredParsed("id", PolicyReader::shortId);
        String file = block.requiredParsed("file", PolicyReader::fileName);
        ListReader.Format format = block.choice("format", ListReader.Format.class, ListReader.Format.DOMAINS);
        if (id == null || file == null) {
            return;
        }
        NameList list = list(block, id, file, format);
        Known.Source source = new Known.Source(file, Digest.of(block.node()));
        if (known.lists.putIfAbsent(id, new Known.Listed(list, source)) != null) {
            block.mistake("id", "there are two lists \"" + id + "\"", null);
        }
    }

    private NameList list(Block block, String id, String file, ListReader.Format format) {
        GivenFile given = files.file(file);
        if (given == null) {
            fileTrouble.note(
                    block, "file", "there is no list file \"" + file + "\"", block.suggestion(file, files.names()));
            return NameList.missing(id);
        }
        try {
            NameList list = given.list(id, format);
            if (list.skipped() > 0 || list.size() == 0) {
                warnings.add(
                        block.file(),
                        block.place("file"),
                        "names read: " + list.size() + ", lines left out that speak of no name as a whole: "
                                + list.skipped());
            }
            return list;
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            fileTrouble.note(block, "file", String.valueOf(unusable.getMessage()), null);
            return NameList.missing(id);
        }
    }

    private void places(Block block) {
        known.countries = places(block, "country", known.countries);
        known.networks = places(block, "asn", known.networks);
    }

    /** A database that is not there is no mistake: it may come later. */
    private Known.Places places(Block block, String key, Known.Places before) {
        String file = block.parsed(key, PolicyReader::fileName);
        if (file == null) {
            return before;
        }
        if (before.database() != null) {
            block.mistake(key, "there are two databases for \"" + key + "\"", null);
        }
        Known.Source source = new Known.Source(file, Digest.of(List.of(key, file)));
        GivenFile given = files.file(file);
        if (given == null) {
            return new Known.Places(null, "there is no file \"" + file + "\"", source);
        }
        try {
            return new Known.Places(given.places(), "", source);
        } catch (IllegalArgumentException unusable) {
            fileTrouble.note(block, key, String.valueOf(unusable.getMessage()), null);
            return new Known.Places(null, "the file \"" + file + "\" cannot be used", source);
        }
    }

    /** What lists are called: as they like, but not at length. */
    private static String shortId(String text) {
        DeviceId.checkLength(text);
        return text;
    }

    /** What files are called: each entry that needs one may tell its name. */
    static String fileName(String text) {
        if (text.length() > LONGEST_FILE_NAME) {
            throw new IllegalArgumentException(
                    "the name of a file has at most " + LONGEST_FILE_NAME + " characters, had " + text.length());
        }
        return text;
    }

    /** What zones are called: there are devices that are named after one. */
    static String zoneId(String text) {
        if (text.length() > LONGEST_ZONE) {
            throw new IllegalArgumentException(
                    "the id of a zone has at most " + LONGEST_ZONE + " characters, had " + text.length());
        }
        return plainId(text);
    }

    /** What rules and tags are called: the same letters as devices. */
    static String plainId(String text) {
        return new DeviceId(text).value();
    }
}
