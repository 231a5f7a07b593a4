package io.curfew.sensor.audit;

import io.curfew.policy.language.GivenFile;
import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a policy from a file, with the folders {@code lists}, {@code mud} and {@code places} beside it, or from all
 * files of a folder.
 */
public final class PolicyFiles {
    private static final long VERSION = 1;
    private static final List<String> BESIDE = List.of("lists", "mud", "places");
    private static final long MOST_OCTETS = 16L * 1024 * 1024;
    private static final long MOST_OCTETS_BESIDE = 128L * 1024 * 1024;

    private final Map<String, String> documents = new TreeMap<>();
    private final Map<String, GivenFile> files = new TreeMap<>();

    private PolicyFiles() {}

    /**
     * @param path a file whose name ends in {@code .yaml} or {@code .yml}, or a folder with such files
     * @throws IOException with a message for the user when there is no policy to read
     */
    public static PolicyReading read(Path path) throws IOException {
        PolicyFiles found = new PolicyFiles();
        found.addAll(path);
        if (found.documents.isEmpty()) {
            throw new IOException(path + ": there is no policy, which is a file whose name ends in .yaml or .yml");
        }
        return PolicyReader.read(VERSION, found.documents, new GivenFiles(found.files));
    }

    private void addAll(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            addAll(path, path);
            return;
        }
        if (isDocument(path.toString())) {
            documents.put(path.toString(), text(path));
        } else if (!Files.exists(path)) {
            throw new IOException(path + ": there is no such file");
        }
        for (String folder : BESIDE) {
            Path beside = path.resolveSibling(folder);
            if (Files.isDirectory(beside)) {
                addAll(beside, beside.resolveSibling(""));
            }
        }
    }

    private static boolean isDocument(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    private void addAll(Path folder, Path base) throws IOException {
        List<Path> found;
        try (Stream<Path> walked = Files.walk(folder)) {
            found = walked.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        for (Path file : found) {
            String name = base.relativize(file).toString().replace('\\', '/');
            // Mistakes name documents as the user would open them, documents name files by their place in the folder.
            if (isDocument(name)) {
                documents.put(file.toString(), text(file));
            } else {
                files.put(name, new GivenFile(() -> octets(file)));
            }
        }
    }

    private static String text(Path file) throws IOException {
        try {
            if (Files.size(file) > MOST_OCTETS) {
                throw new IOException(file + ": is too large for a policy");
            }
            return Files.readString(file);
        } catch (NoSuchFileException absent) {
            throw new IOException(file + ": there is no such file", absent);
        } catch (CharacterCodingException notText) {
            throw new IOException(file + ": is no UTF-8 text", notText);
        }
    }

    private static byte[] octets(Path file) throws IOException {
        if (Files.size(file) > MOST_OCTETS_BESIDE) {
            throw new IOException("it is larger than " + MOST_OCTETS_BESIDE / 1_048_576 + " MiB");
        }
        return Files.readAllBytes(file);
    }
}
