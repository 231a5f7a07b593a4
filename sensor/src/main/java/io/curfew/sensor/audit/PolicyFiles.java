package io.curfew.sensor.audit;

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

/** Reads a policy from a file, with the folder {@code lists} beside it, or from all files of a folder. */
public final class PolicyFiles {
    private static final long VERSION = 1;
    private static final String LISTS = "lists";
    private static final long MOST_OCTETS = 64L * 1024 * 1024;

    private PolicyFiles() {}

    /**
     * @param path a file whose name ends in {@code .yaml} or {@code .yml}, or a folder with such files
     * @throws IOException with a message for the user when there is no policy to read
     */
    public static PolicyReading read(Path path) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(path)) {
            addAll(path, path, texts);
        } else {
            add(path, path.toString(), texts);
            Path lists = path.resolveSibling(LISTS);
            if (Files.isDirectory(lists)) {
                addAll(lists, lists.resolveSibling(""), texts);
            }
        }
        if (texts.keySet().stream().noneMatch(PolicyFiles::isDocument)) {
            throw new IOException(path + ": there is no policy, which is a file whose name ends in .yaml or .yml");
        }
        return PolicyReader.read(VERSION, texts);
    }

    private static boolean isDocument(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    private static void addAll(Path folder, Path base, Map<String, String> texts) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        for (Path file : files) {
            String name = base.relativize(file).toString().replace('\\', '/');
            // Mistakes name documents as the user would open them, documents name lists by their place in the folder.
            add(file, isDocument(name) ? file.toString() : name, texts);
        }
    }

    private static void add(Path file, String name, Map<String, String> texts) throws IOException {
        try {
            if (Files.size(file) > MOST_OCTETS) {
                throw new IOException(file + ": is too large for a policy or a list");
            }
            texts.put(name, Files.readString(file));
        } catch (NoSuchFileException absent) {
            throw new IOException(file + ": there is no such file", absent);
        } catch (CharacterCodingException notText) {
            throw new IOException(file + ": is no UTF-8 text", notText);
        }
    }
}
