package io.curfew.sensor.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sensor in a process of its own, with the flags and the libraries that it ships with. */
final class ShippedSensor {
    private ShippedSensor() {}

    /**
     * Starts {@code run}.
     *
     * @param said takes what the process says
     * @param moreFlags for the virtual machine, behind those that it ships with
     */
    static Process run(Path configuration, Path said, String... moreFlags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("src", "deb", "jvm.options"));
        command.addAll(List.of(moreFlags));
        command.addAll(List.of("-cp", Path.of("target", "app") + "/*", "io.curfew.sensor.Main"));
        command.addAll(List.of("run", "--config", configuration.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
