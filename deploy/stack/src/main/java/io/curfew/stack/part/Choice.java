package io.curfew.stack.part;

import io.curfew.stack.file.WholeFile;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What a person chooses about a stack: its first port and the address that it binds to, with the host that this meant
 * then. Kept while the stack runs: what runs goes on to be reached as it was started, whatever becomes of the network.
 */
public record Choice(int firstPort, Binding binding) {
    public static final Choice DEFAULT = new Choice(Ports.DEFAULT_BASE, Binding.LOOPBACK);

    public Choice {
        Ports.from(firstPort);
    }

    /** The choice that the file holds; empty when there is no file. */
    public static Optional<Choice> keptIn(Path file) throws IOException {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return Optional.of(
                    new Choice(Integer.parseInt(properties.getProperty("first-port", "")), binding(properties)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException("%s is damaged (%s): remove it".formatted(file, e.getMessage()), e);
        }
    }

    /** A file of an earlier Curfew names no host. */
    private static Binding binding(Properties properties) {
        String bind = properties.getProperty("bind", "");
        if (bind.isBlank()) {
            throw new IllegalArgumentException("the address to bind to must not be blank");
        }
        String host = properties.getProperty("host", "");
        Binding kept = new Binding(bind, host.isBlank() ? bind : host);
        return host.isBlank() && kept.isWildcard() ? Binding.to(bind) : kept;
    }

    public void keepIn(Path file) throws IOException {
        WholeFile.write(
                file, List.of("first-port=" + firstPort, "bind=" + binding.address(), "host=" + binding.host()));
    }

    /** The setting that comes of it. */
    public Setting setting(Programs programs, StateFolder state) {
        return new Setting(programs, state, Ports.from(firstPort), binding, false);
    }
}
