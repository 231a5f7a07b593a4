package io.curfew.stack.demo;

import io.curfew.stack.part.Programs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A sensor that replays the recording of one site into Kafka. It ends with this program at the latest. */
public final class Replay implements AutoCloseable {
    private final String site;
    private final Path log;
    private final Process process;

    private Replay(String site, Path log, Process process) {
        this.site = site;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param folder where its configuration and log are written
     * @param speed how many seconds of the recording go by in one second
     */
    public static Replay start(Programs programs, String site, String kafka, double speed, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        Path configuration = folder.resolve(site + ".yaml");
        Files.writeString(configuration, configuration(site, programs.demo().resolve(site + ".pcap.gz"), kafka, speed));
        Path log = folder.resolve(site + ".log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        programs.sensor() + "/*",
                        "io.curfew.sensor.Main",
                        "run",
                        "--config",
                        configuration.toString()))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Replay(site, log, process);
    }

    static String configuration(String site, Path capture, String kafka, double speed) {
        return String.format(Locale.ROOT, """
                site: %s
                sensor: demo
                source:
                  capture: "%s"
                  speed: %s
                kafka:
                  bootstrap: [%s]
                """, site, capture, plain(speed), kafka);
    }

    private static String plain(double speed) {
        return speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
    }

    public String site() {
        return site;
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isPlaying() {
        return process.isAlive();
    }

    /** Whether it played all of the recording and Kafka has it; only to be asked of one that has ended. */
    public boolean hasSucceeded() {
        return process.exitValue() == 0;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
