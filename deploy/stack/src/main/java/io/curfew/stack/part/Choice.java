package io.curfew.stack.part;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What a person chooses about a stack: its first port and the address that it binds to. Kept while the stack runs. */
public record Choice(int firstPort, String bind) {
    public static final Choice DEFAULT = new Choice(Ports.DEFAULT_BASE, Binding.LOOPBACK.address());

    public Choice {
        Ports.from(firstPort);
        if (bind.isBlank()) {
            throw new IllegalArgumentException("the address to bind to must not be blank");
        }
    }

    /** The choice that the file holds; empty when there is no file. */
    public static Optional<Choice> keptIn(Path file) throws IOException {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return Optional.of(new Choice(
                    Integer.parseInt(properties.getProperty("first-port", "")), properties.getProperty("bind", "")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException("%s is damaged (%s): remove it".formatted(file, e.getMessage()), e);
        }
    }

    public void keepIn(Path file) throws IOException {
        Files.write(file, List.of("first-port=" + firstPort, "bind=" + bind));
    }

    /** The setting that comes of it. */
    public Setting setting(Programs programs, StateFolder state) {
        return new Setting(programs, state, Ports.from(firstPort), Binding.to(bind), false);
    }
}
