package io.curfew.stack;

import io.curfew.stack.part.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The script at the root, as a person meets it. */
class CurfewScriptTest {
    private static final Path ROOT = Programs.find().root();
    private static final int FIRST_LINE_OCTETS = 64;
    private static final long GIBIBYTE = 1L << 30;
    private static final Pattern SHELL = Pattern.compile("#! ?/(?:usr/)?bin/(?:env )?(?:ba|da)?sh\\b");

    @Test
    void helpFitsAPage() throws Exception {
        Ended help = run(Map.of(), "help");

        assertThat(help.exit).isZero();
        assertThat(help.output.lines()).hasSizeLessThan(30).allMatch(line -> line.length() <= 110);
    }

    @Test
    void helpNamesEveryCommandThatTheScriptKnows() throws Exception {
        String help = run(Map.of(), "help").output;

        assertThat(known())
                .hasSizeGreaterThan(10)
                .contains("up", "help")
                .allSatisfy(command -> assertThat(help).containsPattern("(?m)^  " + command + " +\\S"));
    }

    /** The words among which the script looks for what was meant. */
    private static List<String> known() throws IOException {
        Matcher words = Pattern.compile("for known in ([^;]+);").matcher(Files.readString(ROOT.resolve("curfew")));
        assertThat(words.find()).isTrue();
        return List.of(words.group(1).split(" "));
    }

    @Test
    void anUnknownCommandIsRefusedWithASuggestion() throws Exception {
        Ended unknown = run(Map.of(), "stats");

        assertThat(unknown.exit).isEqualTo(2);
        assertThat(unknown.output)
                .isEqualTo("curfew: there is no command stats, did you mean status? ./curfew help lists them\n");
    }

    @Test
    void aMissingJdkIsNamedWithTheWayToGetOne(@TempDir Path empty) throws Exception {
        Ended ended = run(
                Map.of("PATH", pathWithoutJava(empty), "JAVA_HOME", "", "HOME", empty.toString(), "CURFEW_JDKS", ""),
                "bench",
                "sensor",
                "no.pcap");

        assertThat(ended.exit).isEqualTo(1);
        assertThat(ended.output)
                .contains("curfew: no JDK 25 or newer was found")
                .contains("apt install openjdk-25-jdk");
    }

    @Test
    void aCaptureOfMoreThanAGibibyteIsReadWithBothCompilers(@TempDir Path built) throws Exception {
        Files.copy(ROOT.resolve("curfew"), built.resolve("curfew"));
        Files.createFile(Files.createDirectories(built.resolve("sensor/target")).resolve("curfew-built"));
        Path jdk = jdkThatSaysItsArguments(built.resolve("jdk"));
        Path large = built.resolve("large.pcap");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(GIBIBYTE + 1);
        }
        Path small = Files.createFile(built.resolve("small.pcap"));
        String bothCompilers = "-XX:TieredStopAtLevel=4";

        assertThat(readIn(built, jdk, "read", small.toString()))
                .contains("Main read")
                .doesNotContain(bothCompilers);
        assertThat(readIn(built, jdk, "read", small.toString(), large.toString()))
                .contains(bothCompilers);
        assertThat(readIn(built, jdk, "audit", "--policy", "home.yaml", large.toString()))
                .contains(bothCompilers);
        assertThat(readIn(built, jdk, "audit", "--policy", "home.yaml", "lisbon=" + small, "porto=" + large))
                .contains(bothCompilers);
        assertThat(readIn(built, jdk, "encode", large.toString())).doesNotContain(bothCompilers);
    }

    /** As a shell leaves variables that it was told to forget by {@code CURFEW_PORT=}. */
    @Test
    void anEmptyVariableIsNoneForReindexEither(@TempDir Path built) throws Exception {
        Files.copy(ROOT.resolve("curfew"), built.resolve("curfew"));
        for (String folder : List.of("target", "sensor/target", "deploy/stack/target", "collector/target", ".curfew")) {
            Files.createDirectories(built.resolve(folder));
        }
        Files.createFile(built.resolve("deploy/stack/target/curfew-all-built"));
        Files.writeString(built.resolve(".curfew/settings"), "first-port=9000\nbind=127.0.0.1\n");
        Path jdk = jdkThatSaysItsArguments(built.resolve("jdk"));

        Ended ended = execute(
                Map.of("JAVA_HOME", jdk.toString(), "CURFEW_HOME", "", "CURFEW_PORT", ""),
                List.of("/bin/sh", built.resolve("curfew").toString(), "reindex"));

        assertThat(ended.output).contains("--kafka 127.0.0.1:9004 --opensearch http://127.0.0.1:9003");
    }

    private static String readIn(Path root, Path jdk, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", root.resolve("curfew").toString()));
        command.addAll(List.of(arguments));
        Ended ended = execute(Map.of("JAVA_HOME", jdk.toString()), command);
        assertThat(ended.exit).as(ended.output).isZero();
        return ended.output;
    }

    private static Path jdkThatSaysItsArguments(Path folder) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"99\"\n");
        for (String program : List.of("java", "javac")) {
            Path script = Files.writeString(programs.resolve(program), "#!/bin/sh\necho \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    @Test
    void theShellScriptsHaveNoFlawThatShellcheckKnows() throws Exception {
        List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources"));
        command.addAll(shellScripts());

        Ended checked = execute(Map.of(), command);

        assertThat(command).contains("curfew", "deploy/bench/stack", "sensor/src/deb/curfew-sensor");
        assertThat(checked.output).isEmpty();
    }

    /** The files, from the root, whose first line gives them to a shell; Maven's own wrapper is its makers' matter. */
    private static List<String> shellScripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isOurs =
                        !Set.of("target", "node_modules", "dist").contains(String.valueOf(folder.getFileName()));
                boolean isHidden = folder.getFileName().toString().startsWith(".") && !folder.endsWith(".ci");
                return isOurs && (folder.equals(ROOT) || !isHidden)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && isShellScript(file) && !file.endsWith("mvnw")) {
                    scripts.add(ROOT.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return scripts;
    }

    private static boolean isShellScript(Path file) throws IOException {
        try (InputStream octets = Files.newInputStream(file)) {
            String start = new String(octets.readNBytes(FIRST_LINE_OCTETS), StandardCharsets.ISO_8859_1);
            return SHELL.matcher(start).lookingAt();
        }
    }

    @Test
    void completionOffersTheCommandsOfTheHelpPage() throws Exception {
        List<String> commands = new ArrayList<>();
        Matcher line = Pattern.compile("(?m)^  ([a-z]+)  ").matcher(run(Map.of(), "help").output);
        while (line.find()) {
            commands.add(line.group(1));
        }

        assertThat(Files.readString(ROOT.resolve("deploy/completion/curfew.bash")))
                .contains(String.join(" ", commands));
    }

    @Test
    void completionOffersEveryOptionOfABench() throws Exception {
        String completion = Files.readString(ROOT.resolve("deploy/completion/curfew.bash"));
        String help = run(Map.of(), "bench", "--help").output;

        List<String> benches =
                Pattern.compile("\\./curfew bench ").splitAsStream(help).skip(1).toList();
        assertThat(benches).hasSizeGreaterThan(7).allSatisfy(bench -> {
            String name = bench.substring(0, bench.indexOf(' '));
            Matcher option = Pattern.compile("--[a-z-]+").matcher(bench);
            Matcher offered =
                    Pattern.compile("(?m)^ +" + name + "\\) options=\"(.*)\"").matcher(completion);
            String options = offered.find() ? offered.group(1) : "";
            assertThat(option.results().map(found -> found.group()))
                    .as(name)
                    .allSatisfy(found -> assertThat(options.split(" ", -1)).contains(found));
        });
    }

    /** A folder with the tools that the script needs, and no Java. */
    private static String pathWithoutJava(Path folder) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool :
                List.of("sh", "cat", "dirname", "sed", "find", "head", "grep", "mkdir", "touch", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        return tools.toString();
    }

    private static Ended run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "./curfew"));
        command.addAll(List.of(arguments));
        return execute(environment, command);
    }

    private static Ended execute(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int exit, String output) {}
}
