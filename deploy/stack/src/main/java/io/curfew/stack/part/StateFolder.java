package io.curfew.stack.part;

import io.curfew.stack.file.WholeFile;
import io.curfew.stack.process.RecordedProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The one folder that everything the stack keeps lies in: data, logs, credentials, which processes run. */
public record StateFolder(Path path) {
    /** How the folder is laid out; a folder of another version is left alone. */
    public static final String VERSION = "1";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** What the part keeps: its data and the configuration it was last started with. */
    public Path data(Part part) {
        return path.resolve(part.id());
    }

    public Path logs() {
        return path.resolve("log");
    }

    /** What the part itself logs; it bounds the file. */
    public Path log(Part part) {
        return logs().resolve(part.id() + ".log");
    }

    /** What the part's process prints before and beside its log, since its last start. */
    public Path consoleLog(Part part) {
        return logs().resolve(part.id() + ".console.log");
    }

    public Path record(Part part) {
        return path.resolve("run").resolve(part.id());
    }

    /** The files that policies may name; people fill it. */
    public Path policyFiles() {
        return path.resolve("policy");
    }

    public Path credentials() {
        return path.resolve("credentials");
    }

    public Path version() {
        return path.resolve("version");
    }

    public Path settings() {
        return path.resolve("settings");
    }

    public Path lock() {
        return path.resolve("lock");
    }

    /** The most bytes that the stack took while a demo ran. */
    public Path demoPeak() {
        return path.resolve("demo-peak");
    }

    /** The process of the part, if it runs: as it was recorded, else by its mark. */
    public Optional<ProcessHandle> living(Part part) throws IOException {
        return RecordedProcess.read(record(part))
                .flatMap(RecordedProcess::living)
                .or(() -> RecordedProcess.marked(JavaCommand.marker(part, this)));
    }

    /**
     * Marks the folder as the stack's and makes the folders that every part expects. From then on its owner only may
     * look into it: data of the parts holds secrets.
     */
    public void create() throws IOException {
        Files.createDirectories(path);
        if (!Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        }
        if (!Files.exists(version())) {
            WholeFile.write(version(), List.of(VERSION));
        }
        Files.createDirectories(path.resolve("run"));
        Files.createDirectories(logs());
        for (Part part : Part.values()) {
            Files.createDirectories(data(part));
        }
    }

    /** Whether nothing lies in it but what a start leaves that was cut off before the folder had a version. */
    public boolean isUnused() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(WholeFile.begun(version())::equals);
        }
    }
}
