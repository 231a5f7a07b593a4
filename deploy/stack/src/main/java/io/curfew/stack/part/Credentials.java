package io.curfew.stack.part;

import io.curfew.stack.file.WholeFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The passwords and secrets of one state folder, made up once. {@code of} gives the one that belongs to a name: a demo
 * user, Keycloak's own administrator, or a client.
 */
public record Credentials(Map<String, String> secrets) {
    public static final String CONSOLE_CLIENT = "curfew-console";
    public static final String COMMAND_LINE_CLIENT = "curfew-operator-cli";
    /** Keeps the console's address in the realm right, and may do nothing else. */
    public static final String STACK_CLIENT = "curfew-stack";

    public static final String KEYCLOAK_ADMINISTRATOR = "keycloak-administrator";
    /** Who may see and do what is in the realm's template. */
    public static final List<String> PEOPLE = List.of("ada", "olga", "lia", "pedro");

    public Credentials {
        secrets = Map.copyOf(secrets);
        for (String name : names()) {
            if (!secrets.containsKey(name)) {
                throw new IllegalArgumentException("credentials lack " + name);
            }
        }
    }

    public String of(String name) {
        String secret = secrets.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("no credentials for " + name + ", only for " + names());
        }
        return secret;
    }

    /** New ones, each guessed as hardly as 64 random bits for people and 256 for clients. */
    public static Credentials generate(SecureRandom random) {
        return new Credentials(names().stream()
                .collect(Collectors.toMap(name -> name, name -> secret(random, isClient(name) ? 32 : 8))));
    }

    /**
     * Those that the file holds; made up and written, readable by its owner only, when there is no file. A line is a
     * name and a secret.
     *
     * @throws IOException when the file cannot be used; the message names it, and no secret
     */
    public static Credentials keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            generate(new SecureRandom()).write(file);
        }
        try {
            return new Credentials(secrets(Files.readAllLines(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("%s cannot be used (%s)".formatted(file, e.getMessage()), e);
        }
    }

    private static Map<String, String> secrets(List<String> lines) {
        Map<String, String> secrets = new HashMap<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length == 2 && secrets.put(words[0], words[1]) != null) {
                throw new IllegalArgumentException(words[0] + " stands there twice");
            }
        }
        return secrets;
    }

    private void write(Path file) throws IOException {
        List<String> lines = new TreeMap<>(secrets)
                .entrySet().stream()
                        .map(secret -> secret.getKey() + " " + secret.getValue())
                        .toList();
        WholeFile.write(file, lines);
    }

    @Override
    public String toString() {
        return "Credentials of " + names();
    }

    private static List<String> names() {
        return Stream.concat(
                        PEOPLE.stream(),
                        Stream.of(CONSOLE_CLIENT, COMMAND_LINE_CLIENT, STACK_CLIENT, KEYCLOAK_ADMINISTRATOR))
                .toList();
    }

    private static boolean isClient(String name) {
        return name.startsWith("curfew-");
    }

    private static String secret(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
